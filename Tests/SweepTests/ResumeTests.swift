import Foundation
import TestSupport
import Testing

/// Killed, stopped or left alone: the same bits.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ResumeTests {
  private static let long = SweepProgram.spec(
    variants: #"["rnn", "crnn"]"#, cells: #"["gru"]"#, epochs: 240)
  private static let run = "save/tiny/cgru_ae"

  @Test func aResumedSweepEqualsAnUninterruptedOne() throws {
    let calm = try SweepProgram(spec: Self.long)
    #expect(try calm.run("run", "tiny.json", "-j", "1", "-q").code == 0)
    let stormy = try SweepProgram(spec: Self.long)
    try kill(stormy, at: 4, by: SIGKILL, expecting: -SIGKILL)
    try kill(stormy, at: 10, by: SIGTERM, expecting: 143)
    try kill(stormy, at: 16, by: SIGKILL, expecting: -SIGKILL)
    let last = try stormy.run("resume", "-j", "2")
    #expect(last.code == 0, "\(last.errors)")
    try expectEqual(calm, stormy)
  }

  @Test func oneWorkerAndTwoGiveEqualBits() throws {
    let (one, two) = (try SweepProgram(), try SweepProgram())
    #expect(try one.run("run", "tiny.json", "-j", "1", "-q").code == 0)
    #expect(try two.run("run", "tiny.json", "-j", "2", "-q").code == 0)
    try expectEqual(one, two)
  }

  @Test func aFinishedSweepIsNotComputedAgain() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let before = try program.run("ls", "--json").output
    let again = try program.run("run", "tiny.json")
    #expect(again.code == 0)
    #expect(again.errors.contains("0 of 2 runs to run"))
    #expect(try program.run("ls", "--json").output == before)
  }

  @Test func whatAKilledSweepLeftInFinishedRunsFoldersGoes() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let left = [
      "save/tiny/gru_ae/figs/.sweep-99-loss.png", "save/tiny/gru_ae/checkpoints/.sweep-99-x",
      "save/tiny/gru_ae/.sweep-99-log.txt",
      "save/tiny/gru_ae/checkpoints/epoch_2.safetensors", "reports/tiny/.sweep-9999999-report.md",
      "reports/tiny/figures/gru_ae/.sweep-9999999-loss.png",
    ]
    let others = ["save/tiny/gru_ae/checkpoints/mine.txt", "reports/tiny/figures/mine.txt"]
    for path in left + others { try program.write("x", to: path) }
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(left.filter(program.has) == [])
    #expect(others.filter(program.has) == others)
  }

  @Test func onlyCheckpointsOfFigureEpochsAndTheLastAreKept() throws {
    let program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#, epochs: 14))
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let names = try ["checkpoints", "figs"].flatMap {
      try FileManager.default.contentsOfDirectory(
        atPath: program.folder.appending(path: "save/tiny/gru_ae/\($0)/").path)
    }
    #expect(
      names.sorted() == [
        "cyc_0.png", "cyc_10.png", "cyc_14.png", "epoch_0.safetensors", "epoch_10.safetensors",
        "epoch_14.safetensors", "ground_truth.png", "loss.png",
      ])
    #expect(try program.run("doctor").code == 0)
  }

  @Test func noLossChartOfAnAttemptIsTakenForTheRuns() throws {
    let program = try SweepProgram(
      spec: SweepProgram.spec(variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 240))
    let started = try program.start("run", "tiny.json", "-j", "1")
    try started.wait { program.newestCheckpoint(in: Self.run) >= 12 }
    for worker in started.children { Foundation.kill(worker, SIGKILL) }
    var tooEarly = false
    try started.wait {
      tooEarly = tooEarly || program.has("\(Self.run)/figs/loss.png")
      return tooEarly || program.newestCheckpoint(in: Self.run) == 240
    }
    #expect(!tooEarly)
    let outcome = try started.outcome()
    #expect(outcome.code == 0 && outcome.errors.contains("signal 9"), "\(outcome.errors)")
    #expect(program.has("\(Self.run)/figs/loss.png"))
  }

  @Test func anInterruptedRunsLossChartGoesBeforeAnythingRunsAgain() throws {
    let program = try SweepProgram(spec: Self.long)
    try kill(program, at: 10, by: SIGTERM, expecting: 143)
    let before = try program.content("\(Self.run)/figs/loss.png")
    // Further than it was, so that it has begun.
    let epoch = program.newestCheckpoint(in: Self.run)
    try kill(program, at: epoch + 1, by: SIGKILL, expecting: -SIGKILL)
    #expect(!program.has("\(Self.run)/figs/loss.png"))
    #expect(try program.run("resume").code == 0)
    #expect(try program.content("\(Self.run)/figs/loss.png") != before)
  }

  @Test func noWorkerOutlivesItsParent() throws {
    let program = try SweepProgram(spec: Self.long)
    let started = try program.start("run", "tiny.json", "-j", "2")
    try started.wait { program.newestCheckpoint(in: Self.run) >= 0 }
    let workers = started.children
    #expect(!workers.isEmpty)
    started.send(SIGKILL)
    #expect(try started.outcome().code == -SIGKILL)
    let end = Date().addingTimeInterval(Started.patience)
    while workers.contains(where: isAlive), Date() < end { usleep(5000) }
    #expect(!workers.contains(where: isAlive))
  }

  @Test func twoInterruptsStopAtOnce() throws {
    // One interrupt alone takes 15 seconds here, since nobody can be asked to save. So may two, where
    // the machine stands still in between; but not every time.
    var seconds = Double.infinity
    for _ in 0..<5 where seconds >= 15 { seconds = try secondsFromInterruptToEnd() }
    #expect(seconds < 15)
  }

  /// How long a sweep takes whose workers hear nothing, from the first of two interrupts on.
  private func secondsFromInterruptToEnd() throws -> Double {
    let program = try SweepProgram(spec: Self.long)
    let started = try program.start("run", "tiny.json", "-j", "2")
    try started.wait { program.newestCheckpoint(in: Self.run) >= 0 && started.children.count == 2 }
    let workers = started.children
    for worker in workers { Foundation.kill(worker, SIGSTOP) }
    let start = Date()
    started.send(SIGINT)
    try started.wait { started.said.contains("again to stop at once") }
    #expect(workers.allSatisfy(isAlive))
    started.send(SIGINT)
    let outcome = try started.outcome()
    let seconds = Date().timeIntervalSince(start)
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(outcome.errors.contains("next: "))
    #expect(!workers.contains(where: isAlive))
    return seconds
  }

  private func kill(
    _ program: SweepProgram, at epoch: Int, by signal: Int32, expecting code: Int32
  ) throws {
    let started = try program.start("run", "tiny.json", "-j", "2")
    try started.wait { program.newestCheckpoint(in: Self.run) >= epoch }
    started.send(signal)
    let outcome = try started.outcome()
    #expect(outcome.code == code, "\(outcome.errors)")
  }

  private func expectEqual(_ left: SweepProgram, _ right: SweepProgram) throws {
    let metrics = try [left, right].map { try $0.run("export", "tiny", "--metrics").output }
    #expect(metrics[0].split(separator: "\r\n").count > 10)
    #expect(metrics[0] == metrics[1])
    let endings = [".png", ".safetensors"]
    let files = try [left, right].map { try $0.files(in: "save", ending: endings) }
    #expect(files[0].keys.sorted() == files[1].keys.sorted())
    for (name, content) in files[0] { #expect(files[1][name] == content, "\(name)") }
  }

  /// A process that nobody has asked about its end is dead all the same.
  private func isAlive(_ id: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
    return status.map { !$0.contains("State:\tZ") } ?? false
  }
}
