import Foundation
import TestSupport
import Testing

/// What a version of the program with tables of version 2 left behind (see `Fixtures/README.md`).
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct OldStoreTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/version-2")
  private static let checkpoint = "save/tiny/gru_ae/checkpoints/epoch_3.safetensors"

  private let program: SweepProgram

  init() throws {
    program = try SweepProgram()
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixture.path) {
      let target = program.folder.appending(path: name)
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.copyItem(at: Self.fixture.appending(path: name), to: target)
    }
  }

  /// The number of its tables, which stands in the head of the file.
  private func version() throws -> UInt8 { try program.content("save/results.sqlite")[63] }

  private func values() throws -> String {
    try program.run("export", "tiny", "--metrics").output
  }

  private func kept() throws -> Data {
    try Data(contentsOf: Self.fixture.appending(path: "reports/tiny/results.jsonl"))
  }

  @Test func readersTakeTheStoreAsItIs() throws {
    let bytes = try program.content("save/results.sqlite")
    #expect(try version() == 2)
    for command in [
      ["ls"], ["status"], ["show", "gru_ae"], ["export", "tiny"], ["logs", "gru_ae"],
    ] {
      let outcome = try program.run(command)
      #expect(outcome.code == 0, "\(command): \(outcome.errors)")
    }
    #expect(try program.run("ls").output.contains("386.5"))
    #expect(try program.content("save/results.sqlite") == bytes)
  }

  @Test func itsReportHasTheSameResults() throws {
    let outcome = try program.run("report", "tiny")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.content("reports/tiny/results.jsonl") == kept())
    #expect(try program.run("report", "tiny", "--check").code == 0)
  }

  @Test(.enabled(if: SweepProgram.hasUsualValues, "no fused multiply-adds: other runs"))
  func theFirstWriterMigratesItAndKeepsEveryBit() throws {
    #expect(try values().split(separator: "\r\n").count == 23)
    let (before, weights) = (try values(), try program.content(Self.checkpoint))
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try version() > 2)
    #expect(try values() == before)
    #expect(try program.content(Self.checkpoint) == weights)
    #expect(try program.run("doctor").code == 0)
    #expect(try program.run("report", "tiny", "--check").code == 0)
  }

  @Test(.enabled(if: SweepProgram.hasUsualValues, "no fused multiply-adds: other bits"))
  func itsRunsAreTrainedAgainToTheSameBits() throws {
    let outcome = try program.run("verify", "tiny", "--all")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
