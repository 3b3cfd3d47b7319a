import Foundation
import TestSupport
import Testing

/// The live board on a terminal, and none elsewhere.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct BoardTests {
  private static let hasScript = TerminalTests.hasScript
  private static let drawn = "\u{1B}[?25l"

  /// Starts the command on a terminal of its own.
  private func start(
    _ program: SweepProgram, _ command: String, _ columns: Int = 80, _ variables: String = ""
  ) throws -> Started {
    let line =
      "unset COLUMNS LINES CI NO_COLOR; export LC_ALL=C.UTF-8 TERM=xterm \(variables); "
      + "stty cols \(columns) rows 24; exec '\(SweepProgram.executable)' \(command)"
    return try Started(
      "/usr/bin/script", ["-qec", line, "/dev/null"], in: program.folder,
      ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SWEEP_") })
  }

  private func screen(_ text: String, _ columns: Int) -> TestTerminal {
    var terminal = TestTerminal(columns: columns, rows: 24) { _ in 1 }
    terminal.write(text.replacing("\r\n", with: "\n"))
    return terminal
  }

  @Test(.enabled(if: hasScript, "needs script(1)"), arguments: [80, 40, 10])
  func aRunDrawsItsBoardAndLeavesNothingOfIt(_ columns: Int) throws {
    let program = try SweepProgram()
    let outcome = try start(program, "run tiny.json -j 1", columns).outcome()
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(Self.drawn))
    let terminal = screen(outcome.output, columns)
    #expect(terminal.showsCursor && terminal.unknown.isEmpty, "\(terminal.unknown)")
    let lines = terminal.screen.joined()
    #expect(!lines.contains("█") && !lines.contains("░"))
    #expect(lines.contains("next: sweep best tiny"))
  }

  @Test(.enabled(if: hasScript, "needs script(1)"), arguments: ["CI=true", "TERM=dumb"])
  func elsewhereThereArePlainLines(_ variable: String) throws {
    let program = try SweepProgram()
    let outcome = try start(program, "run tiny.json -j 1", 80, variable).outcome()
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("gru_ae: finished"))
  }

  @Test(.enabled(if: hasScript, "needs script(1)"))
  func withoutColoursTheBoardHasNone() throws {
    let program = try SweepProgram()
    let outcome = try start(program, "run tiny.json -j 1", 80, "NO_COLOR=1").outcome()
    #expect(outcome.output.contains(Self.drawn))
    #expect(!outcome.output.contains("\u{1B}[1m") && !outcome.output.contains("\u{1B}[32m"))
  }

  @Test(.enabled(if: hasScript, "needs script(1)"))
  func watchingShowsASweepThatRunsElsewhereUntilItEnds() throws {
    let program = try SweepProgram(spec: SweepProgram.spec(epochs: 200_000))
    let sweep = try program.start("run", "tiny.json", "-j", "2")
    try sweep.wait { sweep.said.contains("starts") }
    let watch = try start(program, "status --watch")
    try watch.wait { watch.printed.contains("epochs/min") }
    sweep.send(SIGINT)
    #expect(try sweep.outcome().code == 130)
    let outcome = try watch.outcome()
    #expect(outcome.code == 0)
    let lines = screen(outcome.output, 80).screen
    #expect(lines.last == "next: sweep resume tiny")
    #expect(!lines.joined().contains("█"))
  }

  @Test func watchingEndsBySignalsAndTheSweepGoesOn() throws {
    let program = try SweepProgram(spec: SweepProgram.spec(epochs: 200_000))
    let sweep = try program.start("run", "tiny.json", "-j", "2")
    try sweep.wait { sweep.said.contains("starts") }
    let watch = try program.start("status", "--watch")
    try watch.wait { watch.printed.contains("tiny: 0 of 2 runs done, 2 left") }
    watch.send(SIGINT)
    let outcome = try watch.outcome()
    #expect(outcome.code == 130)
    #expect(outcome.errors.contains("safe: the sweep goes on; only the watching ended"))
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(sweep.isRunning)
    sweep.send(SIGINT)
    let words = try sweep.outcome().errors
    #expect(words.contains("stopping: 2 runs are asked to save"))
  }

  @Test func watchingWhereNothingRunsSaysSoOnce() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let outcome = try program.run("status", "--watch")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("nothing is running"))
    #expect(outcome.errors == "next: sweep best tiny\n")
    #expect(try program.run("status", "--watch", "--json").code == 64)
  }
}
