import Foundation
import Testing

/// Searches by the commands: killed and resumed, stopped by time, and what lists say of them.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SearchCommandTests {
  /// Values that follow from the parameters alone; goes on from its checkpoint.
  private static let script = """
    step=0
    [ -n "$SWEEP_CHECKPOINT" ] && step=$(cat "$SWEEP_CHECKPOINT")
    while [ "$step" -lt "$SWEEP_PARAM_STEPS" ]; do
      step=$((step + 1))
      sleep 0.02
      printf '{"step": %d, "metrics": {"loss": %d.5}}\\n' $step $((SWEEP_PARAM_N * 7 % 50 + SWEEP_SEED))
      echo $step > "$SWEEP_FOLDER/step_$step"
      printf '{"checkpoint": "step_%d", "step": %d}\\n' $step $step
    done

    """

  private static let halving = #"""
    "search": {"method": "sobol", "trials": 9, "seed": 0,
      "halving": {"metric": "loss", "factor": 3, "from": 1}},
    "select": {"metric": "loss", "then": {"seeds": [3, 4, 5]}}
    """#

  private static let asking = #"""
    "search": {"method": {"program": ["sh", "ask.sh"], "inputs": ["ask.sh"]}, "trials": 6,
      "round": 2, "metric": "loss"}
    """#

  /// Trials that follow from the round's number.
  private static let ask = """
    round=$(sed 's/.*"round":\\([0-9]*\\).*/\\1/' "$SWEEP_CONFIG")
    echo "{\\"parameters\\": {\\"n\\": $((round * 3 + 1))}}"
    echo "{\\"parameters\\": {\\"n\\": 5}}"

    """

  private static func program(
    _ search: String, script: String = script, ask: String = ask
  ) throws -> SweepProgram {
    let program = try SweepProgram(
      program: script, trainer: #""metrics": {"loss": "lower"}, "budget": "steps""#,
      parameters: #""n": {"integer": [1, 1000]}, "steps": 9"#, more: search)
    try program.write(ask, to: "ask.sh")
    return program
  }

  private static func values(_ program: SweepProgram) throws -> String {
    try program.run("export", "tiny", "--metrics").output
  }

  @Test(arguments: [halving, asking])
  func aSearchThatWasKilledEqualsTheUndisturbedOne(_ search: String) throws {
    let calm = try Self.program(search)
    let first = try calm.run("run", "tiny.json", "-j", "1", "-q")
    #expect(first.code == 0, "\(first.errors)")
    let killed = try Self.program(search)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<6 {
      let started = try killed.start("run", "tiny.json", "-j", "3", "-q", "--retries", "100")
      usleep(.random(in: 50_000...400_000, using: &generator))
      started.send(SIGKILL)
      _ = try started.outcome()
    }
    let last = try killed.run("run", "tiny.json", "-j", "3", "-q", "--retries", "100")
    #expect(last.code == 0, "\(last.errors)")
    let (one, other) = (try Self.values(calm), try Self.values(killed))
    #expect(one == other && one.utf8.count > 500)
  }

  @Test func timeThatIsOverBeginsNoRound() throws {
    // It takes no notice of being asked to stop, so the rung is complete when the time is over.
    let program = try Self.program(
      Self.halving, script: "trap '' TERM\nsleep 1.2\n" + Self.script)
    let outcome = try program.run("run", "tiny.json", "-j", "9", "--for", "1s")
    #expect(outcome.code == 75, "\(outcome.errors)")
    #expect(outcome.errors.contains("the time given by --for (1s) is over"))
    #expect(!outcome.errors.contains("rung 2 of"))
    let last = try program.run("run", "tiny.json", "-q")
    #expect(last.code == 0, "\(last.errors)")
  }

  @Test func planStatusAndBestSayWhereASearchIs() throws {
    let program = try Self.program(Self.halving)
    let plan = try program.run("plan", "tiny.json", "--within", "1h").errors
    #expect(plan.contains("rung 1 of 3: 9 trials to step 1; then the best 3, 1"), "\(plan)")
    #expect(plan.contains("then rung 2 of 3 (3 runs), rung 3 of 3 (1 run), the chosen (3 runs)"))
    #expect(plan.contains("is not known until some of its runs were measured"))
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.run("status").output.contains("tiny: done, 9 trials"))
    let best = try program.run("best", "tiny", "--limit", "1", "--csv").output
    #expect(best.hasPrefix("configuration,n,metric,mean,sd,id\r\n"), "\(best)")
    let json = try program.run("best", "tiny", "--json").output
    #expect(json.contains(#""chosen":[{"sweep":"tiny","trial":"trial="#), "\(json)")
  }

  @Test(arguments: [
    ("sleep 1000", "said nothing for 1 s (--timeout)"), ("exit 3", "exited with code 3"),
    (#"echo '{"parameters": {"n": 5000}}'; echo '{"parameters": {"n": 1}}'"#, "is not in"),
  ])
  func aSearchProgramThatFailsEndsTheSweepResumably(_ ask: String, _ words: String) throws {
    let program = try Self.program(Self.asking, ask: ask)
    let outcome = try program.run("run", "tiny.json", "--timeout", "1")
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome.errors)")
    try program.write(Self.ask, to: "ask.sh")
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
  }

  @Test func aRungOfWhichAllRunsFailEndsClearlyAndGoesOn() throws {
    let program = try Self.program(Self.halving, script: "[ -e well ] || exit 3\n" + Self.script)
    let outcome = try program.run("run", "tiny.json", "--retries", "0")
    #expect(outcome.code == 1 && outcome.errors.contains("next: "), "\(outcome.errors)")
  }

  @Test func valuesThatAreNoNumbersAreRankedLast() throws {
    let nan =
      #"[ $((SWEEP_PARAM_N % 2)) = 0 ] && "#
      + #"printf '{"step": 1, "metrics": {"loss": NaN}}\n' && exit 0"#
    let program = try Self.program(Self.halving, script: "\(nan)\n\(Self.script)")
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let best = try program.run("best", "tiny", "--csv", "--limit", "1").output
    #expect(!best.contains("nan"))
  }

  @Test func bestTakesMeansOverSeedsAndDiffPairsThem() throws {
    let script = #"""
      printf '{"step": 1, "metrics": {"loss": %d}}\n' $((SWEEP_PARAM_N * 10 + SWEEP_SEED * SWEEP_PARAM_K))
      """#
    let program = try SweepProgram(
      program: script, parameters: #""n": [2, 1], "k": 1"#, more: #""seeds": [0, 1, 2]"#)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let best = try program.run("best", "tiny", "--csv").output
    let rows = best.split(separator: "\r\n")
    #expect(rows.count == 3 && rows[1].hasPrefix("n=1,3,loss,11,1,"), "\(best)")
    let per = try program.run("best", "tiny", "--csv", "--per", "n", "--filter", "n = 2").output
    #expect(per.split(separator: "\r\n").dropFirst().first?.hasPrefix("2,n=2,3,loss,21,1,") == true)
    #expect(try program.run("best", "--by", "los").code == 2)
    let other = String(decoding: try program.content("tiny.json"), as: UTF8.self)
      .replacing(#""name": "tiny""#, with: #""name": "other""#)
      .replacing(#""k": 1"#, with: #""k": 2"#)
    try program.write(other, to: "other.json")
    #expect(try program.run("run", "other.json", "-q").code == 0)
    let diff = try program.run("diff", "tiny", "other", "--exit-code")
    #expect(diff.code == 1 && diff.output.contains("parameters.k"), "\(diff.output)")
    #expect(try program.run("diff", "tiny", "reports/tiny", "--exit-code").code == 0)
    let json = try program.run("diff", "tiny", "other", "--json").output
    #expect(json.contains(#""change":1"#) && json.contains(#""n":3"#), "\(json)")
  }
}
