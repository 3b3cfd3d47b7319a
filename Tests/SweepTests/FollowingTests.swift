import Foundation
import TestSupport
import Testing

/// Looking at a sweep from elsewhere, and what happens at its end.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct FollowingTests {
  private static let long = SweepProgram.spec(
    variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 100_000)

  private func saves(_ program: SweepProgram) -> Bool {
    program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 3
  }

  @Test func workersAreStartedFromTheProgramThatRunsThoughItsFileIsGone() throws {
    let program = try SweepProgram(
      spec: SweepProgram.spec(epochs: 300, more: #", "seeds": [0, 1, 2]"#))
    let copy = program.folder.appending(path: "copy").path
    try FileManager.default.copyItem(atPath: SweepProgram.executable, toPath: copy)
    let sweep = try Started(
      copy, ["run", "tiny.json", "-j", "1"], in: program.folder,
      ProcessInfo.processInfo.environment)
    try sweep.wait { program.has("save/tiny/rnn_ae,seed=0/log.txt") }
    try FileManager.default.removeItem(atPath: copy)
    // The worker that is on dies, and the next one is started without the file.
    for worker in sweep.children { kill(worker, SIGKILL) }
    let outcome = try sweep.outcome()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!outcome.errors.contains("cannot start"))
    #expect(try program.run("ls", "--state", "finished").output.split(separator: "\n").count == 7)
  }

  @Test func aWorkerIsCalledAsItsParent() throws {
    let program = try SweepProgram(spec: Self.long)
    let sweep = try program.start("run", "tiny.json")
    try sweep.wait { saves(program) }
    let worker = try #require(sweep.children.first)
    #expect(try String(contentsOfFile: "/proc/\(worker)/comm", encoding: .utf8) == "sweep\n")
    let line = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(worker)/cmdline"))
    #expect(line.starts(with: Data("sweep\0worker\0".utf8)))
    sweep.send(SIGTERM)
    #expect(try sweep.outcome().code == 143)
  }

  @Test func statusSaysWhenItWillEndAndTheLossOfEachRun() throws {
    let program = try SweepProgram(spec: Self.long)
    let sweep = try program.start("run", "tiny.json", "-q")
    try sweep.wait {
      try saves(program) && program.run("status").output.contains("loss ")
    }
    let text = try program.run("status").output
    #expect(text.contains("tiny: about ") && text.contains(" left, ends at about "), "\(text)")
    #expect(text.contains("cgru_ae") && text.contains("loss ") && text.contains("(epoch "))
    let status = try object(program.run("status", "--json").output)
    let run = try #require((status["running"] as? [[String: Any]])?.first)
    let loss = try #require(run["train_loss"] as? [String: Any])
    #expect((loss["epoch"] as? Int ?? 0) > 0 && (loss["value"] as? Double ?? 0) > 0)
    #expect((run["seconds_left"] as? Double ?? 0) > 0)
    let one = try #require((status["sweeps"] as? [[String: Any]])?.first)
    #expect((one["ends"] as? String)?.contains("T") == true)
    sweep.send(SIGTERM)
    #expect(try sweep.outcome().code == 143)
    let after = try object(program.run("status", "--json").output)
    let done = try #require((after["sweeps"] as? [[String: Any]])?.first)
    #expect(done["ends"] == nil && (done["seconds_left"] as? Double ?? 0) > 0)
  }

  @Test func followedLogsShowEachEpochAndEndWithTheRun() throws {
    let program = try SweepProgram(
      spec: SweepProgram.spec(variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 400))
    let sweep = try program.start("run", "tiny.json", "-q")
    try sweep.wait { program.has("save/results.sqlite") && saves(program) }
    let logs = try program.start("logs", "cgru_ae", "--follow")
    #expect(try sweep.outcome().code == 0)
    let text = try logs.outcome().output
    #expect(text.contains("epoch 1: train_loss ") && text.contains("epoch 400: train_loss "))
    #expect(text.contains("epoch 5: train_loss ") && text.contains("test_mse "))
    #expect(text.hasSuffix("s\n") && text.contains(": finished after "))
    #expect(try program.run("logs", "cgru_ae", "-f").output == text, "a run that ended is shown")
  }

  @Test func aSweepStopsGentlyAfterTheTimeItWasGiven() throws {
    let program = try SweepProgram(spec: Self.long)
    let outcome = try program.run("run", "tiny.json", "--for", "3s")
    #expect(outcome.code == 75)
    #expect(outcome.errors.contains("the time given by --for (3s) is over; 1 of 1 runs is left"))
    #expect(outcome.errors.contains("safe: of 1 run: 1 "))
    #expect(outcome.errors.contains("next: the same command again, or: sweep resume"))
    #expect(!(try program.run("ls", "--state", "finished").output.contains("cgru_ae")))
    #expect(try program.run("resume", "--for", "1s", "-q").code == 75)
    #expect(try program.run("run", "tiny.json", "--for", "soon").code == 64)
  }

  @Test func aSweepThatIsDoneInTimeEndsAsEver() throws {
    #expect(try SweepProgram().run("run", "tiny.json", "--for", "1d").code == 0)
  }

  private static let notify =
    #"echo "$SWEEP_NAME|$SWEEP_EXIT_CODE|$SWEEP_STATUS|$SWEEP_REPORT" >> told"#

  @Test func whoeverWantsToKnowIsToldTheEndHoweverItEnds() throws {
    let program = try SweepProgram(spec: Self.long)
    func told() throws -> String { String(decoding: try program.content("told"), as: UTF8.self) }
    let report = program.folder.appending(path: "reports/tiny/report.md").path
    let once = ["--notify", Self.notify, "--set", "train.epochs=1"]
    #expect(try program.run(["run", "tiny.json"] + once).code == 0)
    #expect(try told() == "tiny|0|finished|\(report)\n")
    #expect(try program.run("run", "none.json", "--notify", Self.notify).code == 2)
    #expect(try told().hasSuffix("|2|refused|\n"))
    let sweep = try program.start("run", "tiny.json", "--notify", Self.notify)
    try sweep.wait { saves(program) }
    sweep.send(SIGINT)
    #expect(try sweep.outcome().code == 130)
    #expect(try told().hasSuffix("\ntiny|130|interrupted|\(report)\n"))
    #expect(try program.run("resume", "--for", "1s", "--notify", Self.notify).code == 75)
    #expect(try told().hasSuffix("\ntiny|75|stopped|\(report)\n"))
    #expect(try told().split(separator: "\n").count == 4, "each end once")
  }

  @Test func aNoticeThatFailsIsAWarningAndNoMore() throws {
    let program = try SweepProgram()
    let outcome = try program.run("run", "tiny.json", "--json", "--notify", "echo told; exit 7")
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("warning: the command of --notify exited with code 7"))
    #expect(outcome.errors.contains("told") && !outcome.output.contains("told"))
  }

  @Test func whatWasNeverSavedIsNotSaidToBe() throws {
    let program = try SweepProgram(spec: Self.long)
    // Nothing is due before the first batch is through; a worker killed by hand saves nothing more.
    let sweep = try program.start("run", "tiny.json", "--values-only", "--retries", "0")
    try sweep.wait { !sweep.children.isEmpty && program.has("save/tiny/cgru_ae/log.txt") }
    sweep.send(SIGINT)
    sweep.send(SIGINT)
    let outcome = try sweep.outcome()
    #expect(outcome.code == 130)
    let hasFile = program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0
    let saysSo = outcome.errors.contains("saved up to the last checkpoint")
    #expect(saysSo == hasFile, "\(outcome.errors)")
  }

  static let hasTaskset = FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")

  @Test(.enabled(if: hasTaskset, "needs taskset(1)"))
  func aProcessThatMayUseOneProcessorRunsOneAtATime() throws {
    let program = try SweepProgram()
    // The first of those that these tests may use themselves.
    let line = "taskset -c $(taskset -pc $$ | sed 's/.*: //; s/[-,].*//') "
    func pinned(_ command: String) throws -> SweepProgram.Outcome {
      try Started(
        "/bin/sh", ["-c", "\(line)'\(SweepProgram.executable)' \(command)"],
        in: program.folder, ["PATH": "/usr/bin:/bin"]
      ).outcome()
    }
    guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else { return }
    let plan = try pinned("plan tiny.json --json").output
    #expect(try object(plan)["jobs"] as? Int == 1)
    #expect(try pinned("plan tiny.json").errors.contains("with 1 at a time: 1 of "))
    #expect(try pinned("plan tiny.json").errors.contains("processors (affinity)"))
    #expect(try pinned("doctor").output.contains("processors (affinity)"))
    #expect(try object(pinned("plan tiny.json -j 3 --json").output)["jobs"] as? Int == 3)
  }

  private func object(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }
}
