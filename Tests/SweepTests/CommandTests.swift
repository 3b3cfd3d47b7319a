import Foundation
import TestSupport
import Testing

/// Each command says what it should.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct CommandTests {
  @Test(arguments: [
    "run", "plan", "resume", "status", "ls", "show", "logs", "compare", "report", "export",
    "validate", "schema", "verify", "merge", "data", "bench", "doctor",
  ])
  func helpOfEveryCommandHasExamples(_ command: String) throws {
    let help = try SweepProgram().run("help", command)
    #expect(help.code == 0)
    #expect(help.output.contains("OVERVIEW: "))
    #expect(help.output.contains("EXAMPLES"), "\(command)")
  }

  @Test func theVersionIsANumberAndTheWorkerIsHidden() throws {
    #expect(try SweepProgram().run("--version").output == "0.5.0\n")
    #expect(try !SweepProgram().run("--help").output.contains("  worker "))
  }

  @Test func thePlanSaysWhyEachRunWouldRun() throws {
    let program = try SweepProgram()
    #expect(try decisions(program) == ["new", "new"])
    #expect(!program.has("save"))
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try decisions(program) == ["finished", "finished"])
    #expect(try decisions(program, "--rerun", "gru_ae") == ["finished", "rerun"])
    #expect(try decisions(program, "--set", "train.epochs=6") == ["extend", "extend"])
    #expect(
      try decisions(program, "--set", "seeds=[0,7]") == ["finished", "new", "finished", "new"])
  }

  @Test func aDryRunIsThePlanAndRunsNothing() throws {
    let program = try SweepProgram()
    let (dry, plan) = (
      try program.run("run", "tiny.json", "-n"), try program.run("plan", "tiny.json")
    )
    #expect(dry.code == 0 && dry.output == plan.output && dry.output.contains("never started"))
    #expect(!program.has("save"))
  }

  @Test func anAbsentSourceIsToldAndNamesTheSweep() throws {
    let program = try SweepProgram()
    let sources = #"dataset.sources=["none.mat",{"synthetic":{"sequences":60,"seed":0}}]"#
    let outcome = try program.run("run", "tiny.json", "--set", sources)
    #expect(outcome.code == 0)
    #expect(
      outcome.errors.contains("tiny-synthetic") && outcome.errors.contains("none.mat is absent"))
    let report = String(
      decoding: try program.content("reports/tiny-synthetic/report.md"), as: UTF8.self)
    #expect(report.contains("none.mat") && !report.contains(program.folder.path))
    #expect(program.has("save/tiny-synthetic/gru_ae/figs/loss.png"))
  }

  @Test func aReportThatNoLongerFollowsIsTold() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.run("report", "tiny.json", "--check").code == 0)
    #expect(try program.run("report", "reports/tiny/results.jsonl", "--check").code == 0)
    let page = try program.content("reports/tiny/report.md")
    try (page + Data("more\n".utf8)).write(
      to: program.folder.appending(path: "reports/tiny/report.md"))
    #expect(try program.run("report", "tiny", "--check").code == 1)
    #expect(try program.run("report", "reports/tiny/results.jsonl", "--check").code == 1)
    #expect(try program.run("report", "tiny.json").code == 0)
    #expect(try program.content("reports/tiny/report.md") == page)
  }

  @Test func aClosedOutputStopsNoSweep() throws {
    let program = try SweepProgram()
    #expect(try program.shell("exec \"$0\" run tiny.json >&- 2>&-").code == 75)
    #expect(try program.run("doctor").code == 0)
    #expect(try program.run("ls", "--state", "finished").output.contains("gru_ae"))
  }

  @Test func listShowLogsAndCompareFindRunsByLabelOrId() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let list = try objects(program.run("ls", "--json").output)
    #expect(list.map { $0["label"] as? String } == ["rnn_ae", "gru_ae"])
    let id = try #require(list[1]["id"] as? String)
    #expect(try program.run("show", String(id.prefix(8))).output.contains(id))
    #expect(try program.run("logs", "gru_ae").output.contains("finished"))
    #expect(try program.run("compare", "rnn_ae", "gru_ae").output.contains("test_mse"))
    #expect(try program.run("show", "cgru_ae").code == 2)
  }

  @Test func theSplitIsAPartitionAndAnEpochsOrderAPermutation() throws {
    let program = try SweepProgram()
    let text = try program.run(
      "data", "split", "tiny.json", "--json", "--epoch", "2", "--run", "gru_ae")
    let object = try JSONSerialization.jsonObject(with: Data(text.output.utf8))
    let split = try #require(object as? [String: [Int]])
    let (train, test, order) = (split["train"] ?? [], split["test"] ?? [], split["order"] ?? [])
    #expect((train + test).sorted() == Array(0..<60))
    #expect(order.sorted() == train.sorted() && order != train)
  }

  @Test func verifyAttestsFinishedRunsToTheBit() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let outcome = try program.run("verify", "tiny", "--all")
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("verified: 2 of 2 runs"))
  }

  @Test func theSchemaIsTheShippedOne() throws {
    let shipped = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../experiments/sweep.schema.json").standardized
    #expect(
      try SweepProgram().run("schema").output == String(contentsOf: shipped, encoding: .utf8))
  }

  @Test func theSchemaOfProfilesIsTheShippedOne() throws {
    let shipped = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../experiments/profile.schema.json").standardized
    #expect(
      try SweepProgram().run("schema", "--profile").output
        == String(contentsOf: shipped, encoding: .utf8))
  }

  @Test func aTimedStepIsOneLineOfJSON() throws {
    let outcome = try SweepProgram().run(
      "bench", "step", "--variant", "rnn_ae", "--steps", "1", "--json")
    let timing = try #require(try objects(outcome.output).first)
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
    #expect(timing["variant"] as? String == "rnn_ae")
    #expect((timing["step_ms"] as? Double ?? 0) > 0)
    #expect((timing["sequences_per_s"] as? Double ?? 0) > 0)
    #expect((timing["gflops"] as? Double ?? 0) > 0)
    #expect((timing["share_of_peak"] as? Double ?? 0) > 0)
  }

  @Test func stepsAreTimedWithEachInstructionSetThatThereIs() throws {
    let outcome = try SweepProgram().run(
      "bench", "step", "--variant", "rnn_ae", "--steps", "1", "--all-instruction-sets", "--json")
    let sets = try objects(outcome.output).map { $0["instruction_set"] as? String }
    #expect(sets.last == "portable" && Set(sets).count == sets.count)
  }

  private func decisions(_ program: SweepProgram, _ more: String...) throws -> [String] {
    let outcome = try program.run(["plan", "tiny.json", "--json"] + more)
    let plan = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let runs = try #require((plan as? [String: Any])?["runs"] as? [[String: Any]])
    return runs.compactMap { $0["decision"] as? String }
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [[String: Any]])
  }
}
