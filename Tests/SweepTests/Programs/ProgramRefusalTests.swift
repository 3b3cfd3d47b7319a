import Foundation
import TestSupport
import Testing

/// A program's spec that cannot be is refused with its place, and nothing is started.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramRefusalTests {
  @Test(arguments: [
    (#"["sh", "train.sh", "--lr={lrr}"]"#, "unknown placeholder {lrr}", "did you mean \"lr\"?"),
    (#"["sh", "train.sh", "--all={args}"]"#, "{args} must be an item of its own", "tiny.json:3:"),
    (#"["sh", "train.sh", "{lr"]"#, "write {{ for a brace", "tiny.json:3:"),
    (#""sh train.sh""#, "trainer.command", "tiny.json:3:"),
    ("[]", "trainer.command", "tiny.json:3:"),
  ])
  func aCommandIsToldWithItsPlace(_ command: String, _ words: String, _ more: String) throws {
    let program = try SweepProgram(
      program: "touch was", command: command, trainer: "", parameters: #""lr": 0.1"#)
    try refused(program, words, more)
  }

  @Test(arguments: [
    (#""lr": 1, "LR": 2"#, "same environment variable, SWEEP_PARAM_LR"),
    (#""l r": 1"#, "\"l r\""), (#""seed": 1"#, "\"seeds\": [0, 1, 2]"),
    (#""folder": 1"#, "{folder} has a meaning of its own"), (#""lr": []"#, "lr: the list is empty"),
    (#""lr": 1e999"#, "1e999"), (#""lr": 1, "lr": 2"#, "lr"),
  ])
  func aParameterIsToldWithItsPlace(_ parameters: String, _ words: String) throws {
    try refused(
      SweepProgram(program: "touch was", trainer: "", parameters: parameters), words,
      "tiny.json:4:")
  }

  @Test(arguments: [
    (#""uncounted": ["workres"]"#, "did you mean \"workers\"?"),
    (#""budget": "step""#, "did you mean \"steps\"?"),
    (#""metrics": {"loss": "less"}"#, "\"lower\""),
    (#""metrics": {"loss": {"better": "lower", "pattern": "loss=("}}"#, "one group"),
    (#""metric": {}"#, "did you mean \"metrics\"?"), (#""environment": ["A=B"]"#, "\"A=B\""),
  ])
  func aTrainerIsToldWithItsPlace(_ trainer: String, _ words: String) throws {
    try refused(
      SweepProgram(
        program: "touch was", trainer: trainer, parameters: #""workers": 1, "steps": 2"#),
      words, "tiny.json:3:")
  }

  @Test func whatIsSetMustBeAParameter() throws {
    let program = try SweepProgram(program: "touch was", trainer: "", parameters: #""steps": 2"#)
    try refused(program, "did you mean \"steps\"?", "--set stesp=3", set: ["--set", "stesp=3"])
  }

  @Test(arguments: [
    #"{"seconds": 0}"#, #"{"memory": "four"}"#, #"{"threads": 0}"#, #"{"second": 1}"#,
  ])
  func limitsMustBeSome(_ limits: String) throws {
    let program = try SweepProgram(
      program: "touch was", trainer: "", parameters: #""n": 1"#, more: "\"limits\": \(limits)")
    try refused(program, "limits", "tiny.json:")
  }

  private func refused(
    _ program: SweepProgram, _ words: String, _ more: String, set: [String] = []
  ) throws {
    for command in ["run", "plan", "validate"] where command != "validate" || set.isEmpty {
      let outcome = try program.run([command, "tiny.json"] + set)
      expectFailure(outcome, 2, saying: words, more)
    }
    #expect(!program.has("save") && !program.has("was"))
  }
}
