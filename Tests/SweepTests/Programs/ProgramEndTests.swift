import Foundation
import TestSupport
import Testing

/// However a program ends, its run has a clear state, and whoever asks is told why.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramEndTests {
  private static let one = #""n": 1"#

  private func program(_ script: String, trainer: String = "") throws -> SweepProgram {
    try SweepProgram(program: script, trainer: trainer, parameters: Self.one)
  }

  private func failed(_ script: String, trainer: String = "", saying words: String) throws
    -> SweepProgram
  {
    let program = try program(script, trainer: trainer)
    expectFailure(
      try program.run("run", "tiny.json", "--retries", "0"), 1, saying: words, "sweep logs run")
    #expect(try program.shown("run").state == "failed")
    return program
  }

  @Test func aCrashIsShownWithItsLastWords() throws {
    let program = try failed(
      "echo first; echo 'ValueError: no such layer' >&2; exit 3",
      saying: "the program exited with code 3")
    let shown = try program.run("show", "run").output
    #expect(shown.contains("exited with code 3"))
    #expect(shown.contains("ValueError: no such layer"), "\(shown)")
    #expect(try program.log().contains("ValueError: no such layer\n"))
  }

  @Test func aSignalIsNamed() throws {
    _ = try failed("kill -SEGV $$", saying: "the program was killed by signal 11")
  }

  @Test(arguments: [
    ("\"none-such\"", "there is no program \"none-such\" in PATH"),
    ("\"train.sh\"", "one beside the spec is written \"./train.sh\""),
    ("\"./train.sh\"", "\"./train.sh\" is not executable (chmod +x"), ("\"/\"", "is a folder"),
    ("\"./none.sh\"", "there is no program \"./none.sh\""),
  ])
  func aCommandThatCannotBeStartedIsTold(_ command: String, _ words: String) throws {
    let program = try SweepProgram(
      program: "exit 0", command: "[\(command)]", trainer: "", parameters: Self.one)
    expectFailure(try program.run("run", "tiny.json", "--retries", "0"), 1, saying: words)
  }

  @Test func aSweepWhoseFirstRunsAllFailAlikeIsStopped() throws {
    let program = try SweepProgram(
      program: "touch was_$SWEEP_PARAM_N; exit 3", trainer: "",
      parameters: #""n": [1, 2, 3, 4, 5, 6, 7, 8]"#)
    let outcome = try program.run("run", "tiny.json", "-j", "1")
    expectFailure(outcome, 1, saying: "exited with code 3")
    #expect(program.has("was_5") && !program.has("was_8"))
  }

  @Test func aProgramThatDivergedIsAResult() throws {
    let program = try program(
      """
      echo '{"step": 1, "metrics": {"loss": 2.5}}'
      echo '{"step": 2, "metrics": {"loss": NaN}}'
      echo '{"diverged": true}'
      """, trainer: #""metrics": {"loss": "lower"}"#)
    let outcome = try program.run("run", "tiny.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shown = try program.shown("run")
    #expect(shown.state == "diverged" && shown.values("loss")[2]?.isNaN == true)
    #expect(try program.run("run", "tiny.json").errors.contains("0 of 1 runs to run"))
  }

  @Test func whoDeclaresMetricsAndSaysNoneHasFailed() throws {
    _ = try failed(
      #"echo '{"other": 1}'; exit 0"#,
      trainer: #""metrics": {"accuracy": "higher", "loss": "lower"}"#,
      saying: "said none of its metrics: \"accuracy\"")
  }

  @Test func whoDeclaresNoneIsJudgedByTheExitCodeAlone() throws {
    let program = try program("exit 0")
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shown("run").state == "finished")
  }

  @Test func aMetricThatNobodyDeclaredIsKept() throws {
    let program = try program(
      #"echo '{"step": 1, "metrics": {"loss": 2.5, "val/f1 @ 10": 0.25}}'"#,
      trainer: #""metrics": {"loss": "lower"}"#)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shown("run").values("val/f1 @ 10") == [1: 0.25])
  }

  @Test func metricsAreFoundInTheWordsOfAProgramThatCannotBeChanged() throws {
    let program = try program(
      "echo 'epoch 1: loss=0.5 ok'; echo 'epoch 2: loss=2.5e-1'",
      trainer: #""metrics": {"loss": {"better": "lower", "pattern": "loss=([-+0-9.eE]+)"}}"#)
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.shown("run").values("loss") == [1: 0.5, 2: 0.25])
    #expect(try program.log().contains("epoch 1: loss=0.5 ok\n"))
  }

  @Test(arguments: [
    // Half a line, then the end.
    #"printf '{"step": 1, "metrics": {"loss": 2.5}}'"#,
    // Binary output.
    #"head -c 100000 /dev/urandom; echo; echo '{"step": 1, "metrics": {"loss": 2.5}}'"#,
    // A long line.
    #"head -c 20000000 /dev/zero; echo; echo '{"step": 1, "metrics": {"loss": 2.5}}'"#,
    // Closes its output and goes on.
    #"echo '{"step": 1, "metrics": {"loss": 2.5}}'; exec >&- 2>&-; sleep 0.3"#,
    // Children that hold the pipe.
    #"echo '{"step": 1, "metrics": {"loss": 2.5}}'; sleep 1000000 &"#,
    // Writes after its end.
    #"echo '{"step": 1, "metrics": {"loss": 2.5}}'; (sleep 0.5; echo '{"progress": 1}') &"#,
    // A daemon.
    #"echo '{"step": 1, "metrics": {"loss": 2.5}}'; (setsid sleep 1000000 &) &"#,
    // Messages of wrong forms, and steps that go back.
    #"echo '{"metrics": 3}'; echo '{"checkpoint": 1}'; echo '{"step": 1, "metrics": {"loss": 2.5}}'"#
      + #"; echo '{"step": 1, "metrics": {"loss": 9}}'; echo '{"step": -1, "metrics": {"loss": 9}}'"#,
  ])
  func oddProgramsEndWellAndTheirValuesAreKept(_ script: String) throws {
    let program = try program(script, trainer: #""metrics": {"loss": "lower"}"#)
    let outcome = try program.run("run", "tiny.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.shown("run").values("loss") == [1: 2.5])
    #expect(try program.run("doctor").code == 0)
  }

  @Test func stepsMayBeMillions() throws {
    let program = try SweepProgram(
      program: """
        echo x > "$SWEEP_FOLDER/x"
        for step in 5000000 10000000; do
          echo "{\\"step\\": $step, \\"metrics\\": {\\"reward\\": 1}, \\"checkpoint\\": \\"x\\"}"
        done
        echo '{"step": 2000000000, "checkpoint": "x"}'
        """, trainer: #""metrics": {"reward": "higher"}, "budget": "total""#,
      parameters: #""total": 10000000"#)
    let outcome = try program.run("run", "tiny.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shown = try program.shown("run")
    #expect(shown.newest == 10_000_000 && shown.values("reward")[5_000_000] == 1)
    #expect(shown.warnings.contains { $0.contains("step 2000000000") }, "\(shown.warnings)")
    #expect(try program.run("doctor").code == 0)
  }

  @Test func aBudgetMayBeAnything() throws {
    for budget in ["-1", "0", "2.5", "\"all\"", "null", "1e15"] {
      let program = try SweepProgram(
        program: #"echo '{"metrics": {"loss": 1}}'"#, trainer: #""budget": "total""#,
        parameters: "\"total\": \(budget)")
      let outcome = try program.run("run", "tiny.json")
      #expect(outcome.code == 0, "\(budget): \(outcome.errors)")
      #expect(try program.shown("run").state == "finished")
      #expect(try program.run("ls").code == 0)
    }
  }

  @Test func manyValuesAreAllKept() throws {
    let program = try program(
      #"seq 1 20000 | sed 's/.*/{"step": &, "metrics": {"loss": &}}/'"#,
      trainer: #""metrics": {"loss": "lower"}"#)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let values = try program.shown("run").values("loss")
    #expect(values.count == 20000 && values[20000] == 20000)
  }
}
