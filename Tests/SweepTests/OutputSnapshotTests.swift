import Foundation
import TestSupport
import Testing

/// What the commands print, as it was when somebody last read it (see `Snapshot`).
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct OutputSnapshotTests {
  /// The width of what is folded.
  private static let width = ["COLUMNS": "80"]

  /// One command after another in one folder.
  private static let session: [(name: String, words: [String])] = [
    ("plan-new", ["plan", "tiny.json"]), ("status-none", ["status"]),
    ("run", ["run", "tiny.json", "-j", "1", "-q"]), ("plan-finished", ["plan", "tiny.json"]),
    ("plan-longer", ["plan", "tiny.json", "--set", "train.epochs=6"]), ("ls", ["ls"]),
    ("ls-none", ["ls", "--state", "failed"]), ("show", ["show", "gru_ae"]),
    ("show-unknown", ["show", "nothing"]), ("status", ["status"]),
    ("compare", ["compare", "rnn_ae", "gru_ae"]),
    ("validate", ["validate", "tiny.json"]), ("run-again", ["run", "tiny.json"]),
  ]

  @Test(.enabled(if: SweepProgram.hasUsualValues, "no fused multiply-adds: other values"))
  func theCommandsSayWhatTheySaid() throws {
    let program = try SweepProgram()
    let mask = Mask(folder: program.folder.path)
    for (name, words) in Self.session {
      let outcome = try program.run(words, environment: Self.width)
      let page =
        "$ sweep \(words.joined(separator: " "))\n\(outcome.output)"
        + (outcome.errors.isEmpty ? "" : "--- to people\n\(outcome.errors)")
        + "--- exit code \(outcome.code)\n"
      try expect(mask.apply(to: page), toBe: "\(name).txt")
    }
  }

  @Test func everyCommandsHelpSaysWhatItSaid() throws {
    let program = try SweepProgram()
    for command in try Self.commands(program) {
      let name = (["sweep"] + command).joined(separator: "-")
      let help = try Self.help(command, program)
      try expect(help, toBe: "help/\(name).txt")
    }
  }

  @Test func noSnapshotIsLeftOfACommandThatIsGone() throws {
    let names = try Self.commands(try SweepProgram()).map {
      (["sweep"] + $0).joined(separator: "-")
    }
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/help").path
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(kept) == Set(names.map { "\($0).txt" }))
  }

  private func expect(_ text: String, toBe name: String) throws {
    let differences = try Snapshot(name).differences(from: text)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private static func help(_ command: [String], _ program: SweepProgram) throws -> String {
    let outcome = try program.run(["help"] + command, environment: width)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(command)")
    return outcome.output
  }

  /// Every command and subcommand that some help lists, the program itself first.
  private static func commands(_ program: SweepProgram) throws -> [[String]] {
    var found: [[String]] = [[]]
    var next = 0
    while next < found.count {
      found += try subcommands(in: help(found[next], program)).map { found[next] + [$0] }
      next += 1
    }
    return found
  }

  private static func subcommands(in help: String) -> [String] {
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else {
      return []
    }
    return list.split(separator: "\n").prefix { $0.hasPrefix("  ") }.compactMap { line in
      let isName = line.dropFirst(2).first?.isLetter == true
      return isName ? line.dropFirst(2).prefix { $0 != " " && $0 != "," }.description : nil
    }.filter { $0 != "See" }
  }
}
