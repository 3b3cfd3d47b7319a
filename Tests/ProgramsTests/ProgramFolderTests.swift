import Files
import Foundation
import TestSupport
import Testing

@testable import Programs

@Suite(.timeLimit(.minutes(60))) struct ProgramFolderTests {
  private let place: TemporaryFolder
  private let folder: ProgramFolder
  private var path: String { "\(place.path)/run" }

  init() throws {
    place = try TemporaryFolder()
    for name in ["run/deep", "store", "outside"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/\(name)", withIntermediateDirectories: true)
    }
    folder = ProgramFolder("\(place.path)/run")
    for name in ["run/a.png", "run/deep/b c.png", "outside/secret"] {
      try name.write(toFile: "\(place.path)/\(name)", atomically: false, encoding: .utf8)
    }
  }

  @Test func aFileIsNamedFromTheFolderOrFromTheRoot() throws {
    for name in ["a.png", "./a.png", ".//./a.png", "\(path)/a.png"] {
      #expect(try folder.read(name) == Array("run/a.png".utf8))
    }
    #expect(try folder.read("deep/b c.png") == Array("run/deep/b c.png".utf8))
  }

  /// A program that asks where it is gets an answer without links.
  @Test func theFoldersOwnPathMayHaveALink() throws {
    symlink(place.path, "\(place.path)/link")
    let linked = ProgramFolder("\(place.path)/link/run")
    let real = try #require(realpath(path, nil))
    defer { free(real) }
    #expect(try linked.read("\(String(cString: real))/a.png") == Array("run/a.png".utf8))
    #expect(try linked.read("\(place.path)/link/run/a.png") == Array("run/a.png".utf8))
  }

  @Test func nothingLeadsOut() throws {
    symlink("\(place.path)/outside/secret", "\(path)/link")
    symlink("\(place.path)/outside", "\(path)/door")
    mkfifo("\(path)/pipe", 0o644)
    let names = [
      "../outside/secret", "\(place.path)/outside/secret", "link", "door/secret", "deep/../a.png",
      "pipe", "deep", "", "/", ".", path, "absent", "\(path)x/a",
    ]
    for name in names {
      #expect(throws: ProgramFileFault.self, "\(name)") { try folder.read(name) }
      #expect(throws: ProgramFileFault.self, "\(name)") {
        try folder.copy(name, into: SafeFolder("\(place.path)/store"), for: "c")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.path)/store").isEmpty)
  }

  @Test func whatIsWrongIsSaid() throws {
    let fault = { (name: String) in
      #expect(throws: ProgramFileFault.self) { try folder.read(name) }?.description
    }
    #expect(fault("b.png") == "b.png: there is no such file in \(path)")
    #expect(
      fault("../x") == "../x: it lies outside of the run's folder (SWEEP_FOLDER)")
    #expect(
      #expect(throws: ProgramFileFault.self) { try folder.read("a.png", most: 8) }?.reason
        == "it has 9 bytes, more than the 8 that are kept")
  }

  @Test func aCopyIsTheProgramsFileNoMore() throws {
    let store = SafeFolder("\(place.path)/store")
    let kept = try folder.copy("a.png", into: store, for: "checkpoints/step_3")
    try "other".write(toFile: "\(path)/a.png", atomically: false, encoding: .utf8)
    try store.place(kept.file, as: "checkpoints/step_3")
    #expect(try store.read("checkpoints/step_3", most: 100) == Array("run/a.png".utf8))
    #expect(kept.bytes == 9)
    // sha256sum of "run/a.png".
    #expect(kept.sha256 == "cb4e4b3f3c70415097189cfef64d1f469e3fa4fafe939970d05347837686c748")
  }
}
