import Foundation
import Testing

@testable import Files

/// What a person names is written, and only a regular file is replaced.
@Suite(.timeLimit(.minutes(60))) struct NamedFileTests {
  /// A folder of its own, gone with the value.
  private final class Place {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sweep-named-\(UUID().uuidString)").path

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func kind(_ name: String) -> mode_t {
      var status = stat()
      return lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    func write(_ text: String, _ name: String) throws(FileError) -> Bool {
      try NamedFile("\(path)/\(name)").write(Array(text.utf8))
    }
  }

  private let place: Place

  init() throws { place = try Place() }

  @Test func aRegularFileIsReplacedAndKeepsItsPermissions() throws {
    #expect(try place.write("old", "file") == false)
    #expect(chmod("\(place.path)/file", 0o600) == 0)
    #expect(try place.write("new", "file"))
    #expect(try place.text("file") == "new")
    var status = stat()
    #expect(stat("\(place.path)/file", &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["file"])
  }

  @Test func aLinkStaysAndItsTargetIsWritten() throws {
    try FileManager.default.createDirectory(
      atPath: "\(place.path)/folder", withIntermediateDirectories: false)
    #expect(symlink("folder/second", "\(place.path)/first") == 0)
    #expect(symlink("target", "\(place.path)/folder/second") == 0)
    for (text, wasThere) in [("made", false), ("replaced", true)] {
      #expect(try place.write(text, "first") == wasThere)
      #expect(place.kind("first") == S_IFLNK && place.kind("folder/second") == S_IFLNK)
      #expect(try place.text("folder/target") == text)
    }
  }

  @Test func aPipeIsWrittenToWhereSomebodyReads() throws {
    #expect(mkfifo("\(place.path)/pipe", 0o644) == 0)
    let refusal = #expect(throws: FileError.self) { try place.write("x", "pipe") }
    #expect(refusal?.reason == "nobody reads from this pipe")
    let reader = open("\(place.path)/pipe", O_RDONLY | O_NONBLOCK)
    #expect(try place.write("heard", "pipe") == false)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(reader, &bytes, bytes.count)
    close(reader)
    #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "heard")
    #expect(place.kind("pipe") == S_IFIFO)
  }

  @Test(arguments: ["loop", "folder", "none/file", "file/inner"])
  func whatCannotBeAFileIsRefused(_ name: String) throws {
    #expect(symlink("loop", "\(place.path)/loop") == 0)
    #expect(mkdir("\(place.path)/folder", 0o755) == 0)
    #expect(try place.write("text", "file") == false)
    let refusal = #expect(throws: FileError.self) { try place.write("x", name) }
    #expect(refusal?.path == "\(place.path)/\(name)" && refusal?.isWantOfResource == false)
    #expect(try place.text("file") == "text")
  }

  @Test func aFullDeviceIsForWantOfRoom() throws {
    // By /proc, where nothing can be replaced: code that is wrong must not take the device away.
    func write(to device: String) throws {
      let file = open(device, O_WRONLY | O_CLOEXEC)
      defer { close(file) }
      #expect(try NamedFile("/proc/self/fd/\(file)").write([1]) == false)
    }
    let refusal = #expect(throws: FileError.self) { try write(to: "/dev/full") }
    #expect(refusal?.isWantOfResource == true)
    try write(to: "/dev/null")
  }

  @Test func aFolderIsMadeOrItsObstacleNamed() throws {
    #expect(try place.write("text", "file") == false)
    #expect(symlink("nowhere", "\(place.path)/dangling") == 0)
    #expect(symlink(".", "\(place.path)/here") == 0)
    try SafeFolder("\(place.path)/here/a//b/").make()
    #expect(place.kind("a/b") == S_IFDIR)
    for (name, reason) in [("file", "a file of that name"), ("dangling", "a symbolic link to")] {
      let refusal = #expect(throws: FileError.self) {
        try SafeFolder("\(place.path)/\(name)/x").make()
      }
      #expect(refusal?.path == "\(place.path)/\(name)")
      #expect(refusal?.reason.contains(reason) == true)
    }
  }

  @Test func errorsOfFoundationAreInOurWords() throws {
    let missing = #expect(throws: (any Error).self) {
      try Data(contentsOf: URL(fileURLWithPath: "\(place.path)/none"))
    }
    let error = try #require(missing.flatMap { FileError(foundation: $0) })
    #expect(error.path == "\(place.path)/none" && error.number == ENOENT)
    #expect(FileError(foundation: CancellationError()) == nil)
  }
}
