import Foundation
import TestSupport
import Testing

/// Ctrl-C and limits: a program is asked, then killed, and nothing of it is left.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramStopTests {
  private static let one = #""n": 1, "steps": 5"#

  /// Saves when it is asked to stop; else it waits for ever.
  private static let saving = """
    echo $$ > pid
    [ -n "$SWEEP_CHECKPOINT" ] && { echo "goes on: $(cat "$SWEEP_CHECKPOINT")"; exit 0; }
    save() {
      echo saved > "$SWEEP_FOLDER/last"
      echo '{"checkpoint": "last", "step": 7}'
      exit 1
    }
    trap save TERM
    touch ready
    while true; do sleep 0.02; done
    """

  private func stop(
    _ program: SweepProgram, by signals: [Int32], expecting code: Int32
  ) throws -> SweepProgram.Outcome {
    let started = try program.start("run", "tiny.json")
    try started.wait { program.has("ready") }
    let id = try program.pid("pid")
    for (place, signal) in signals.enumerated() {
      if place > 0 { try started.wait { started.said.contains("stopping") } }
      started.send(signal)
    }
    let outcome = try started.outcome()
    #expect(outcome.code == code, "\(outcome.errors)")
    #expect(SweepProgram.isGone(id))
    return outcome
  }

  @Test func askedToStopAProgramSavesAndGoesOnFromThere() throws {
    let program = try SweepProgram(program: Self.saving, trainer: "", parameters: Self.one)
    _ = try stop(program, by: [SIGINT], expecting: 130)
    #expect(try program.shown("run").state == "interrupted")
    #expect(try program.shown("run").newest == 7)
    let last = try program.run("resume")
    #expect(last.code == 0, "\(last.errors)")
    #expect(try program.log().contains("goes on: saved\n"))
  }

  @Test(arguments: [[SIGTERM], [SIGINT, SIGINT]])
  func aProgramThatIgnoresItIsKilledWithAllItStarted(_ signals: [Int32]) throws {
    let program = try SweepProgram(
      program: """
        trap '' TERM INT
        echo $$ > pid
        sh -c 'echo $$ > child; trap "" TERM; touch ready; while true; do sleep 0.02; done' &
        wait
        """, trainer: "", parameters: Self.one)
    _ = try stop(program, by: signals, expecting: signals[0] == SIGTERM ? 143 : 130)
    #expect(SweepProgram.isGone(try program.pid("child")))
    #expect(try program.shown("run").state == "interrupted")
  }

  @Test func silenceIsEnded() throws {
    let program = try SweepProgram(
      program: "echo $$ > pid; echo begins; while true; do sleep 0.02; done", trainer: "",
      parameters: Self.one)
    let outcome = try program.run("run", "tiny.json", "--timeout", "1", "--retries", "0")
    expectFailure(outcome, 1, saying: "no message for 1.0 s")
    #expect(SweepProgram.isGone(try program.pid("pid")))
  }

  @Test func tooMuchTimeIsEnded() throws {
    let program = try SweepProgram(
      program: "echo $$ > pid; while true; do echo on; sleep 0.02; done", trainer: "",
      parameters: Self.one, more: #""limits": {"seconds": 1}"#)
    let outcome = try program.run("run", "tiny.json", "--retries", "0")
    expectFailure(outcome, 1, saying: "took longer than 1 s (limits.seconds)")
    #expect(SweepProgram.isGone(try program.pid("pid")))
  }

  /// `tail` keeps all of a line whose end has not come.
  @Test func tooMuchMemoryIsEnded() throws {
    let program = try SweepProgram(
      program: "(head -c 200000000 /dev/zero; sleep 1000000) | tail", trainer: "",
      parameters: Self.one, more: #""limits": {"memory": "60 MB"}"#)
    let outcome = try program.run("run", "tiny.json", "--retries", "0")
    expectFailure(outcome, 1, saying: "out of memory", "limits.memory is 60000000")
  }

  @Test(arguments: [("", "1"), (#""limits": {"threads": 3}"#, "3")])
  func librariesAreToldHowManyThreadsToUse(_ limits: String, _ count: String) throws {
    let program = try SweepProgram(
      program: "echo threads $OMP_NUM_THREADS $MKL_NUM_THREADS $OPENBLAS_NUM_THREADS", trainer: "",
      parameters: Self.one, more: limits)
    let script = "unset OMP_NUM_THREADS OPENBLAS_NUM_THREADS; exec \"$0\" run tiny.json -q"
    #expect(try program.shell("MKL_NUM_THREADS=7; export MKL_NUM_THREADS; \(script)").code == 0)
    #expect(try program.log().contains("threads \(count) 7 \(count)\n"))
  }
}
