import Foundation
import TestSupport
import Testing

/// What stands on a terminal of few columns.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct TerminalTests {
  /// Runs the command on a terminal of so many columns; what it shows, without carriage returns.
  private func show(_ program: SweepProgram, columns: Int, _ command: String) throws -> [Substring]
  {
    let words = "'\(SweepProgram.executable)' \(command) 2> /dev/null"
    let line = "unset COLUMNS; stty cols \(columns) rows 40; exec \(words)"
    let shell = try Started(
      "/usr/bin/script", ["-qec", line, "/dev/null"], in: program.folder,
      ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SWEEP_") })
    // A carriage return and a line feed are one character.
    return try shell.outcome().output
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  @Test(.enabled(if: hasScript, "needs script(1)"), arguments: [40, 60, 80])
  func noTableIsWiderThanTheTerminal(_ columns: Int) throws {
    let program = try SweepProgram()
    let long = #"model.latent=[4,5]"#
    let arguments = ["run", "tiny.json", "-q", "--set", long, "--set", "seeds=[0,1000000]"]
    #expect(try program.run(arguments).code == 0)
    let commands = [
      "ls", "status", "plan tiny.json -j 1", "show rnn_ae,latent=4,seed=0", "doctor",
    ]
    for command in commands {
      let lines = try show(program, columns: columns, command)
      let tables = lines.filter { $0.contains("  ") || $0.contains("…") }
      #expect(!tables.isEmpty, "\(command)")
      for line in tables { #expect(line.count <= columns, "\(command): \(line)") }
    }
    let piped = try program.run("ls").output
    #expect(piped.contains("rnn_ae,latent=4,seed=1000000"), "a pipe gets all")
  }
}

/// Help is broken once, by the terminal's width.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct HelpTests {
  static let commands = [
    "", "run", "plan", "resume", "status", "ls", "show", "logs", "compare", "report", "export",
    "validate", "schema", "verify", "data", "data info", "data split", "data make", "bench",
    "bench step", "bench kernels", "bench overhead", "bench scaling", "bench board", "doctor",
  ]

  @Test(arguments: commands) func helpFitsEightyColumnsAndIsNotBrokenTwice(_ command: String) throws
  {
    let help = try SweepProgram().run(
      ["help"] + command.split(separator: " ").map(String.init), environment: ["COLUMNS": "80"])
    #expect(help.code == 0)
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(line.count <= 80, "\(line)")
      let word = next.prefix { $0 != " " }
      guard !line.isEmpty, !word.isEmpty, line.first != " " else { continue }
      guard !line.hasSuffix(":"), !["EXAMPLES", "EXIT CODES"].contains(line) else { continue }
      #expect(line.count + 1 + word.count > 80, "broken too early: \(line)")
    }
  }
}
