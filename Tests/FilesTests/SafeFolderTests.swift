import Foundation
import Testing

@testable import Files

@Suite(.timeLimit(.minutes(60))) struct SafeFolderTests {
  /// A folder of its own, gone with the value.
  private final class Place {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sweep-files-\(UUID().uuidString)").path
    var folder: SafeFolder { SafeFolder("\(path)/inner") }

    init() throws {
      try FileManager.default.createDirectory(
        atPath: "\(path)/outer", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(
        atPath: "\(path)/inner", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func names(_ folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }
  }

  private let bytes = Array("what it holds".utf8)

  @Test func aFileIsWrittenWithItsFoldersAndNothingElse() throws {
    let place = try Place()
    try place.folder.write(bytes, to: "a/b/c.txt")
    #expect(try place.folder.read("a/b/c.txt", most: 100) == bytes)
    #expect(try place.folder.read("a/b/c.txt", most: 3) == Array(bytes.prefix(4)))
    #expect(try place.folder.end(of: "a/b/c.txt", most: 3) == Array(bytes.suffix(3)))
    #expect(try place.names("inner/a/b") == ["c.txt"])
  }

  @Test func aFileThatCannotTakeItsPlaceLeavesNothingBehind() throws {
    let place = try Place()
    try place.folder.write(bytes, to: "taken/inside")
    let error = #expect(throws: FileError.self) { try place.folder.write(bytes, to: "taken") }
    #expect(error?.number == EISDIR)
    #expect(try place.names("inner") == ["taken"])
  }

  @Test(arguments: ["link/file", "../outer/file", "link/deep/file", ".."])
  func nothingLeadsOut(_ relative: String) throws {
    let place = try Place()
    try place.folder.write(bytes, to: "file")
    symlink("\(place.path)/outer", "\(place.path)/inner/link")
    let error = #expect(throws: FileError.self) { try place.folder.write(bytes, to: relative) }
    #expect(error?.reason.contains("refusing") == true)
    #expect(throws: FileError.self) { try place.folder.read(relative, most: 1) }
    #expect(throws: FileError.self) { try place.folder.openForAppending(relative) }
    #expect(try place.names("outer").isEmpty)
  }

  @Test func aLinkIsReplacedAndNotWrittenThrough() throws {
    let place = try Place()
    try place.folder.write(bytes, to: "mine")
    symlink("\(place.path)/outer/theirs", "\(place.path)/inner/link")
    try place.folder.write(bytes, to: "link")
    #expect(try place.names("outer").isEmpty)
    #expect(try place.folder.read("link", most: 100) == bytes)
  }

  @Test func whatMayBeSomebodyElsesIsNotAddedTo() throws {
    let place = try Place()
    try place.folder.write(bytes, to: "file")
    link("\(place.path)/inner/file", "\(place.path)/inner/second")
    mkfifo("\(place.path)/inner/pipe", 0o644)
    for name in ["file", "second", "pipe"] {
      let error = #expect(throws: FileError.self) { try place.folder.openForAppending(name) }
      #expect(error?.reason.contains("refusing") == true)
    }
    close(try place.folder.openForAppending("new"))
    #expect(try place.folder.read("new", most: 1).isEmpty)
  }

  @Test func aFileWrittenInPassingLeavesTheOldOneToWhoReadsIt() throws {
    let place = try Place()
    try place.folder.write(bytes, to: "config")
    let old = open("\(place.path)/inner/config", O_RDONLY)
    defer { close(old) }
    try place.folder.writeInPassing([1, 2], to: "config")
    #expect(try place.folder.read("config", most: 100) == [1, 2])
    var read = [UInt8](repeating: 0, count: bytes.count)
    #expect(Foundation.read(old, &read, read.count) == bytes.count && read == bytes)
    #expect(try place.names("inner") == ["config"])
  }

  @Test func aFileThatGrowsWhileItIsCopiedIsNotCopied() throws {
    let place = try Place()
    let large = [UInt8](repeating: 7, count: 3 << 20)
    try place.folder.write(large, to: "theirs")
    let store = SafeFolder("\(place.path)/outer")
    let copy = try store.copyUnplaced("theirs", of: place.folder, for: "copy") { _ in }
    #expect(copy.bytes == large.count)
    #expect(try store.read(copy.temporary, most: large.count) == large)
    store.remove(copy.temporary)
    let error = #expect(throws: FileError.self) {
      try store.copyUnplaced("theirs", of: place.folder, for: "copy") { _ in
        let file = open("\(place.path)/inner/theirs", O_WRONLY | O_APPEND)
        _ = Foundation.write(file, [1], 1)
        close(file)
      }
    }
    #expect(error?.reason == "it was being written to")
    #expect(try place.names("outer").isEmpty)
  }

  @Test func onlyTemporariesOfTheDeadGo() throws {
    let place = try Place()
    // No process has so high a number.
    for name in ["a/.sweep-99999999-x", ".sweep-\(getpid())-x", ".sweep-notes", "a/x"] {
      try place.folder.write(bytes, to: name)
    }
    place.folder.removeTemporariesOfTheDead()
    #expect(try place.names("inner") == [".sweep-\(getpid())-x", ".sweep-notes", "a"])
    #expect(try place.names("inner/a") == ["x"])
  }

  @Test(arguments: [(ENOSPC, true), (EIO, true), (EMFILE, true), (EACCES, false), (ELOOP, false)])
  func wantIsToldFromRefusal(_ number: Int32, _ isWant: Bool) {
    #expect(FileError("write", "/x", number).isWantOfResource == isWant)
  }
}
