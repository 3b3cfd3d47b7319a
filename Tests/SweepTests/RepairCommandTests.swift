import Foundation
import TestSupport
import Testing

/// Row 21 of the faults: a damaged store is refused, repaired, and run to the same bits.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct RepairCommandTests {
  /// Ways to damage a store.
  enum Damage: String, CaseIterable, Sendable {
    case zeroedHeader, zeroedPage, cutInHalf, scribbledPage, overwritten, flippedValue

    func apply(_ bytes: inout Data) {
      let pages = bytes.count / 4096
      switch self {
      case .zeroedHeader: bytes.replaceSubrange(0..<100, with: Data(count: 100))
      case .zeroedPage: bytes.replaceSubrange(0..<4096, with: Data(count: 4096))
      case .cutInHalf: bytes = bytes.prefix(bytes.count / 2)
      case .scribbledPage:
        let start = pages / 2 * 4096
        bytes.replaceSubrange(start..<start + 4096, with: Data((0..<4096).map { UInt8($0 & 255) }))
      case .overwritten: bytes = Data(repeating: 0x5A, count: bytes.count)
      case .flippedValue:
        // The name of a value becomes another name; SQLite's own check does not mind.
        var rest = bytes.startIndex..<bytes.endIndex
        while let found = bytes.range(of: Data("train_loss".utf8), in: rest) {
          bytes[found.lowerBound] ^= 1
          rest = found.upperBound..<bytes.endIndex
        }
      }
    }
  }

  private struct State: Equatable {
    let values: String
    let files: [String: Data]

    init(_ program: SweepProgram) throws {
      values = try program.run("export", "tiny", "--metrics").output
      files = try program.files(in: "save", ending: [".safetensors", ".png"])
    }
  }

  @Test(arguments: Damage.allCases, [true, false])
  func aDamagedStoreIsRepairedAndRunToTheSameBits(_ damage: Damage, _ hasReport: Bool) throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let before = try State(program)
    if !hasReport {
      try FileManager.default.removeItem(at: program.folder.appending(path: "reports"))
    }
    var bytes = try program.content("save/results.sqlite")
    damage.apply(&bytes)
    try bytes.write(to: program.folder.appending(path: "save/results.sqlite"))
    for command in [["run", "tiny.json"], ["doctor"]] {
      let refused = try program.run(command)
      #expect(refused.code == 4, "\(damage): \(refused.errors)")
      #expect(refused.errors.contains("--repair"), "\(refused.errors)")
    }
    #expect(try program.content("save/results.sqlite") == bytes)
    let repaired = try program.run("doctor", "--repair")
    #expect(repaired.code == 0, "\(damage): \(repaired.errors)\(repaired.output)")
    #expect(try program.content("save/results.sqlite.damaged-1") == bytes)
    #expect(try program.run("doctor").code == 0)
    let again = try program.run("run", "tiny.json", "-q")
    #expect(again.code == 0, "\(damage): \(again.errors)")
    #expect(try State(program) == before)
  }

  @Test(arguments: [0, 40, 20_000])
  func aStoreWhoseLogWasLostIsRunToTheSameBits(_ length: Int) throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q", "--save", "golden").code == 0)
    let started = try program.start("run", "tiny.json", "--set", "name=tiny")
    try started.wait { program.newestCheckpoint(in: "save/tiny/gru_ae") >= 0 }
    started.send(SIGKILL)
    _ = try started.outcome()
    let log = program.folder.appending(path: "save/results.sqlite-wal")
    if let bytes = try? Data(contentsOf: log) {
      try length == 0
        ? FileManager.default.removeItem(at: log) : bytes.prefix(length).write(to: log)
    }
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(
      try program.files(in: "save", ending: [".safetensors", ".png"])
        == program.files(in: "golden", ending: [".safetensors", ".png"]))
    #expect(
      try program.run("export", "tiny", "--metrics").output
        == program.run("export", "tiny", "--metrics", "--save", "golden").output)
  }

  @Test func aRepairKeepsTheValuesOfARunWhoseCheckpointIsWrong() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let before = try State(program)
    try program.write("no tensors", to: "save/tiny/gru_ae/checkpoints/epoch_3.safetensors")
    let repaired = try program.run("doctor", "--repair", "--json")
    #expect(repaired.code == 0, "\(repaired.errors)")
    #expect(repaired.output.contains("epoch_3.safetensors"))
    #expect(!program.has("save/results.sqlite.damaged-1"), "the store itself was sound")
    let plan = try program.run("run", "tiny.json")
    #expect(plan.errors.contains("0 of 2 runs to run"))
    #expect(plan.errors.contains("--rerun gru_ae makes them again"))
    #expect(try program.run("run", "tiny.json", "--rerun", "gru_ae", "-q").code == 0)
    #expect(try State(program) == before)
  }

  @Test func aSoundStoreIsNotRepaired() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let bytes = try program.content("save/results.sqlite")
    #expect(try program.run("doctor", "--repair").code == 0)
    #expect(try program.content("save/results.sqlite") == bytes)
    #expect(!program.has("save/results.sqlite.damaged-1"))
  }

  @Test func theDoctorTellsTheVersionOfSQLiteAndItsKnownDefect() throws {
    let output = try SweepProgram().run("doctor", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let machine = try #require(object?["machine"] as? [String: Any])
    #expect((machine["sqlite"] as? String)?.hasPrefix("3.") == true)
    #expect(machine["sqlite_defects"] is [String])
  }
}
