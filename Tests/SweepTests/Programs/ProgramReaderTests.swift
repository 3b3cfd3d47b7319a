import Foundation
import TestSupport
import Testing

/// What looks at a program's sweep: `ls`, `show`, `status`, `export`, `verify`, `report`.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramReaderTests {
  private let program: SweepProgram

  init() throws {
    program = try SweepProgram(program: SweepProgram.counting)
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ["ls"], ["ls", "--json"], ["show", "n=1"], ["show", "n=2", "--json"], ["status"],
    ["status", "--json"], ["export", "tiny"], ["export", "tiny", "--metrics"],
    ["export", "tiny", "--format", "jsonl"], ["compare", "n=1", "n=2"], ["logs", "n=1"], ["doctor"],
    ["report", "tiny"], ["report", "tiny", "--check"], ["plan", "tiny"], ["gc", "-n"],
    ["report", "reports/tiny/results.jsonl", "--check"],
  ])
  func everyCommandReadsIt(_ words: [String]) throws {
    let outcome = try program.run(words)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test func listsNameParametersAndMetrics() throws {
    let export = try program.run("export", "tiny").output
    let lines = export.split(separator: "\r\n")
    #expect(lines.count == 3 && lines[0].contains(",n,") && lines[0].contains(",loss,"))
    #expect(lines[1].contains("201.5"))
    #expect(try program.run("ls").output.contains("loss"))
  }

  @Test func aDeterministicProgramIsVerified() throws {
    let outcome = try program.run("verify", "tiny", "--all")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("verified: 2 of 2 runs"), "\(outcome.errors)")
  }

  @Test func aProgramThatSaysSomethingElseIsTold() throws {
    let random = try SweepProgram(
      program: #"echo "{\"step\": 1, \"metrics\": {\"loss\": $(date +%s%N)}}""#,
      parameters: #""n": 1"#)
    #expect(try random.run("run", "tiny.json", "-q").code == 0)
    let outcome = try random.run("verify", "tiny")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("loss"), "\(outcome.output)")
  }

  @Test func aProgramThatChangedIsNotVerified() throws {
    try program.write("exit 0", to: "train.sh")
    expectFailure(try program.run("verify", "tiny"), 2, saying: "not those of the runs")
  }

  @Test func noProgramThatAFileOfResultsNamesIsStarted() throws {
    try program.write("touch was", to: "train.sh")
    expectFailure(
      try program.run("verify", "reports/tiny/results.jsonl"), 2, saying: "is started")
    #expect(!program.has("was"))
  }

  @Test func removingARunRemovesAllItsFiles() throws {
    let id = try program.ids()[0]
    let folder = "save/runs/\(id)/attempt_1"
    #expect(program.has("\(folder)/step_5"))
    let made = try program.shell(
      "mkdir -p '\(folder)/sub/empty' && ln -s ../../../../train.sh '\(folder)/link'")
    #expect(made.code == 0)
    let outcome = try program.run("rm", "n=1")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!program.has("save/runs/\(id)") && program.has("train.sh"))
    #expect(try program.run("doctor").code == 0)
  }
}
