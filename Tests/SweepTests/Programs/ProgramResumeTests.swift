import Foundation
import TestSupport
import Testing

/// A program's sweep, killed, stopped, failed or left alone: the same store.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramResumeTests {
  private func values(_ program: SweepProgram) throws -> [[Int: Double]] {
    try ["n=1", "n=2"].map { try program.shown($0).values("loss") }
  }

  private func calm() throws -> SweepProgram {
    let program = try SweepProgram(program: SweepProgram.counting)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    return program
  }

  private func expectEqual(_ left: SweepProgram, _ right: SweepProgram) throws {
    #expect(try values(left) == values(right))
    #expect(try values(left)[0].keys.sorted() == [1, 2, 3, 4, 5])
    let files = try [left, right].map { program in
      try program.ids().map { try program.files(in: "save/runs/\($0)/checkpoints", ending: [""]) }
    }
    #expect(files[0].map(\.count) == [1, 1])
    #expect(files[0] == files[1])
  }

  @Test func aSweepRunsOnceAndItsRunsHaveIdsAndLabels() throws {
    let program = try calm()
    #expect(try program.ids() == program.ids() && Set(program.ids()).count == 2)
    #expect(try program.shown("n=2").values("loss")[5] == 202.5)
    let again = try program.run("run", "tiny.json")
    #expect(again.code == 0)
    #expect(again.errors.contains("0 of 2 runs to run, 2 done already"), "\(again.errors)")
    #expect(try program.shown("n=1").attempts == 1)
  }

  @Test func aKilledSweepGoesOnFromTheNewestCheckpoint() throws {
    let program = try SweepProgram(program: SweepProgram.counting)
    try program.write("", to: "hold_3")
    let started = try program.start("run", "tiny.json", "-j", "2")
    for label in ["n=1", "n=2"] { try program.wait(started, for: label, step: 2) }
    let programs = try ["pid_1", "pid_2"].map(program.pid)
    started.send(SIGKILL)
    #expect(try started.outcome().code == -SIGKILL)
    #expect(programs.allSatisfy(SweepProgram.isGone), "no orphan")
    try FileManager.default.removeItem(at: program.folder.appending(path: "hold_3"))
    let plan = try program.run("plan", "tiny.json")
    #expect(plan.output.contains("stopped at"), "\(plan.output)")
    #expect(try program.run("resume", "-j", "2").code == 0)
    #expect(try program.log().contains("begins after 2\n"))
    try expectEqual(calm(), program)
  }

  @Test func whoWasKilledAfterItsLastCheckpointHasNoMoreToSay() throws {
    let program = try SweepProgram(
      program: SweepProgram.counting + "while [ -e hold_end ]; do sleep 0.02; done\n")
    try program.write("", to: "hold_end")
    let started = try program.start("run", "tiny.json", "-j", "2")
    for label in ["n=1", "n=2"] { try program.wait(started, for: label, step: 5) }
    started.send(SIGKILL)
    #expect(try started.outcome().code == -SIGKILL)
    try FileManager.default.removeItem(at: program.folder.appending(path: "hold_end"))
    let last = try program.run("resume")
    #expect(last.code == 0, "\(last.errors)")
    #expect(try program.log().contains("begins after 5\n"))
    try expectEqual(calm(), program)
  }

  @Test func aRetryGoesOnFromTheNewestCheckpoint() throws {
    let program = try SweepProgram(
      program: SweepProgram.counting.replacing(
        "step=$((step + 1))\n",
        with: """
          step=$((step + 1))
            [ "$step$SWEEP_ATTEMPT" = 41 ] && { echo "no luck" >&2; exit 3; }

          """))
    let outcome = try program.run("run", "tiny.json", "-j", "1")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("the program exited with code 3"), "\(outcome.errors)")
    #expect(try program.shown("n=1").attempts == 2)
    #expect(try program.log().contains("begins after 3\n"))
    try expectEqual(calm(), program)
  }

  @Test func aDamagedCheckpointIsToldAndTheOneBeforeIsUsed() throws {
    let program = try SweepProgram(program: SweepProgram.counting)
    try program.write("", to: "hold_3")
    let started = try program.start("run", "tiny.json", "-j", "1")
    try program.wait(started, for: "n=1", step: 2)
    started.send(SIGTERM)
    #expect(try started.outcome().code == 143)
    let file = try "save/runs/\(program.ids()[0])/checkpoints/step_2-step_2"
    try program.write("4\n", to: file)
    try FileManager.default.removeItem(at: program.folder.appending(path: "hold_3"))
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shown("n=1").warnings.contains { $0.contains("damaged or not there") })
    #expect(try program.log().contains("begins after 1\n"))
    try expectEqual(calm(), program)
  }

  @Test func aLargerBudgetGoesOnFromTheShorterRun() throws {
    let trainer = #""metrics": {"loss": "lower"}, "budget": "steps""#
    let program = try SweepProgram(program: SweepProgram.counting, trainer: trainer)
    #expect(try program.run("run", "tiny.json", "-q", "--set", "steps=3").code == 0)
    let plan = try program.run("plan", "tiny.json")
    #expect(plan.output.contains("continues run"), "\(plan.output)")
    let outcome = try program.run("run", "tiny.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.log().contains("begins after 3\n"))
    let straight = try SweepProgram(program: SweepProgram.counting, trainer: trainer)
    #expect(try straight.run("run", "tiny.json", "-q").code == 0)
    try expectEqual(straight, program)
  }
}
