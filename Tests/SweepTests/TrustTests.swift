import Foundation
import TestSupport
import Testing

/// Nothing that was read is published, followed or obeyed without a look at it.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct TrustTests {
  let program: SweepProgram

  init() throws {
    program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
  }

  private func change(_ sql: String) throws {
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["sqlite3", program.folder.appending(path: "save/results.sqlite").path, sql]
    try tool.run()
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 0)
  }

  private static let flip = """
    UPDATE metrics SET bits = bits + 1000000000000, value = value * 1.5
    WHERE name = 'test_mse' AND epoch = 3 AND run = (SELECT number FROM runs WHERE cell = 'gru')
    """

  @Test(arguments: [
    ["report", "tiny.json"], ["export", "tiny"], ["export", "tiny", "--metrics"],
    ["show", "gru_ae"], ["show", "gru_ae", "--json"], ["compare", "gru_ae", "lstm_ae"],
    ["verify", "tiny"], ["ls"], ["ls", "tiny", "--json"],
  ])
  func aChangedValueIsPublishedByNobody(_ command: [String]) throws {
    let page = try program.content("reports/tiny/report.md")
    try change(Self.flip)
    let command = command.map { $0 == "lstm_ae" ? "rnn_ae" : $0 }
    let outcome = try program.run(command)
    #expect(outcome.code == 4, "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("do not match their digest"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--repair"))
    #expect(try program.content("reports/tiny/report.md") == page)
  }

  @Test func anotherRunIsShownAllTheSame() throws {
    try change(Self.flip)
    #expect(try program.run("show", "rnn_ae").code == 0)
  }

  @Test func aSchemaThatIsOtherIsToldRefusedAndMended() throws {
    let before = try program.run("export", "tiny", "--metrics").output
    try change(
      "DROP VIEW run_results; CREATE TRIGGER x AFTER UPDATE ON runs BEGIN DELETE FROM metrics; END")
    let doctor = try program.run("doctor")
    #expect(doctor.code == 4)
    #expect(doctor.output.contains("the view run_results is missing"), "\(doctor.output)")
    #expect(doctor.output.contains("the trigger x is not of this program"))
    #expect(try program.run("run", "tiny.json").code == 4)
    let reader = try program.run("export", "tiny", "--metrics")
    #expect(reader.code == 0 && reader.output == before)
    #expect(reader.errors.contains("warning:") && reader.errors.contains("--repair"))
    let repaired = try program.run("doctor", "--repair")
    #expect(repaired.code == 0, "\(repaired.errors)")
    #expect(program.has("save/results.sqlite.damaged-1"))
    #expect(try program.run("doctor").code == 0)
    #expect(try program.run("export", "tiny", "--metrics").output == before)
    #expect(try program.run("run", "tiny.json").errors.contains("0 of 2 runs to run"))
  }

  @Test(arguments: ["../../up", "/tmp/up", "", ".hidden", "a\u{1B}[2J"])
  func aReportIsWrittenOnlyUnderASweepsName(_ name: String) throws {
    let text = String(decoding: try program.content("reports/tiny/results.jsonl"), as: UTF8.self)
    let escaped = name.replacingOccurrences(of: "\u{1B}", with: "\\u001b")
    try program.write(
      text.replacingOccurrences(
        of: #""name":"tiny","published""#, with: #""name":"\#(escaped)","published""#),
      to: "bad.jsonl")
    let before = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path)
      .filter { !$0.hasPrefix(".") }.sorted()
    let outcome = try program.run("report", "bad.jsonl", "--reports", "reports/deep")
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("bad.jsonl:1"), "\(outcome.errors)")
    let after = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path)
      .filter { !$0.hasPrefix(".") }.sorted()
    #expect(after == before)
  }

  @Test func whatALogOrAFailureQuotesSteersNoTerminal() throws {
    let run = "number = (SELECT number FROM runs WHERE cell = 'gru')"
    try change(
      "UPDATE runs SET state = 'failed', failure = 'x' || char(27) || ']0;evil' WHERE \(run)")
    let errors = try program.run("run", "tiny.json", "--timeout", "x\u{1B}[31m").errors
    #expect(!errors.contains("\u{1B}"), "\(errors)")
    let shown = try terminal("status")
    #expect(shown.contains("evil") && !shown.contains("\u{1B}"), "\(shown)")
    let log = "save/tiny/gru_ae/log.txt"
    let handle = try FileHandle(forWritingTo: program.folder.appending(path: log))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("a\u{1B}[31mred\u{9B}31m\r\n".utf8))
    try handle.close()
    #expect(try program.run("logs", "gru_ae").output.contains("\u{1B}[31mred"))
    let lines = try terminal("logs gru_ae")
    #expect(lines.contains("red") && !lines.contains("\u{1B}") && !lines.contains("\u{9B}"))
  }

  /// What a command writes to a terminal.
  private func terminal(_ command: String) throws -> String {
    let (tool, output) = (Process(), Pipe())
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["script", "-qec", "\(SweepProgram.executable) \(command)", "/dev/null"]
    tool.currentDirectoryURL = program.folder
    tool.standardInput = FileHandle.nullDevice
    tool.standardOutput = output
    try tool.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
