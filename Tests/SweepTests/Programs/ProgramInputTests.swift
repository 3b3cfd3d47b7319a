import Foundation
import TestSupport
import Testing

/// What makes a program's runs others: its files, its command, its parameters.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramInputTests {
  private static let one = #""n": 1, "steps": 5"#

  private func spec(inputs: String, command: String = #"["sh", "train.sh"]"#) -> String {
    """
    {
      "name": "tiny",
      "trainer": { "command": \(command), "inputs": \(inputs) }, "parameters": { "n": 1 }
    }
    """
  }

  @Test(arguments: [
    (#"["trian.sh"]"#, "did you mean \"train.sh\"?"), (#"["*.py"]"#, "matches no file"),
    (#"["lib"]"#, "is not in"), (#"["train.sh", "data/**"]"#, "input \"data/**\""),
  ])
  func inputsThatAreNotThereAreTold(_ inputs: String, _ words: String) throws {
    let program = try SweepProgram(spec: spec(inputs: inputs))
    try program.write("exit 0", to: "train.sh")
    for command in ["run", "plan"] {
      expectFailure(try program.run(command, "tiny.json"), 2, saying: words)
    }
    #expect(!program.has("save"))
  }

  @Test func planSaysWhichFileChanged() throws {
    let program = try SweepProgram(program: SweepProgram.counting, parameters: Self.one)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let before = try program.ids()
    try program.write(SweepProgram.counting + "# better\n", to: "train.sh")
    let plan = try program.run("plan", "tiny.json")
    #expect(plan.output.contains("train.sh changed"), "\(plan.output)")
    #expect(try program.ids() != before)
    try program.write(SweepProgram.counting, to: "train.sh")
    #expect(try program.ids() == before)
    #expect(try program.run("plan", "tiny.json").output.contains("already done"))
  }

  @Test func aFileThatCameIsToldToo() throws {
    let program = try SweepProgram(spec: spec(inputs: #"["*.sh"]"#))
    try program.write("exit 0", to: "train.sh")
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    try program.write("exit 0", to: "more.sh")
    let plan = try program.run("plan", "tiny.json")
    #expect(plan.output.contains("more.sh was added"), "\(plan.output)")
  }

  @Test func planSaysThatTheCommandChanged() throws {
    let program = try SweepProgram(spec: spec(inputs: "[]"))
    try program.write("exit 0", to: "train.sh")
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    try program.write(
      spec(inputs: "[]", command: #"["sh", "-e", "train.sh"]"#), to: "tiny.json")
    let plan = try program.run("plan", "tiny.json")
    #expect(plan.output.contains("the command changed"), "\(plan.output)")
  }

  @Test func aFileThatChangesInMidSweepStopsItAndMixesNothing() throws {
    let script = SweepProgram.counting.replacing("1000", with: "$(cat data.txt)")
    let program = try SweepProgram(program: script)
    try program.write(
      String(decoding: program.content("tiny.json"), as: UTF8.self)
        .replacing("[\"train.sh\"]", with: "[\"train.sh\", \"*.txt\"]"), to: "tiny.json")
    try program.write("1000", to: "data.txt")
    try program.write("", to: "hold_3")
    let started = try program.start("run", "tiny.json", "-j", "1")
    try program.wait(started, for: "n=1", step: 2)
    try program.write("2000", to: "data.txt")
    try FileManager.default.removeItem(at: program.folder.appending(path: "hold_3"))
    let outcome = try started.outcome()
    expectFailure(outcome, 75, saying: "data.txt changed while the sweep ran")
    #expect(!program.has("pid_2"), "nothing else was begun")
    let old = try program.shown("n=1")
    #expect(old.state == "failed" && old.newest == 2)
    let again = try program.run("run", "tiny.json")
    #expect(again.code == 0, "\(again.errors)")
    let new = try ["n=1", "n=2"].map { try program.shown($0).values("loss") }
    #expect(new[0][1] == 2001.5 && new[1][5] == 402.5, "the new program's alone")
    // The old file brings the old runs back; what was saved after the change is not theirs.
    try program.write("1000", to: "data.txt")
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(
      try program.shown("n=1").values("loss")
        == [1: 1001.5, 2: 501.5, 3: 334.5, 4: 251.5, 5: 201.5])
  }

  @Test func anEnvironmentThatMattersIsRecordedAndDoesNotCount() throws {
    let program = try SweepProgram(
      program: "echo device $DEVICE", trainer: #""environment": ["DEVICE"]"#,
      parameters: #""n": 1"#)
    let first = try program.run(["run", "tiny.json", "-q"], environment: ["DEVICE": "gpu7"])
    #expect(first.code == 0, "\(first.errors)")
    #expect(try program.log().contains("device gpu7\n"))
    let shown = try program.run("show", "run", "--json").output
    #expect(shown.contains(#""uncounted":{"environment":{"DEVICE":"gpu7"}}"#), "\(shown)")
    let again = try program.run(["run", "tiny.json"], environment: ["DEVICE": "cpu"])
    #expect(again.errors.contains("0 of 1 runs to run"), "\(again.errors)")
  }

  @Test func whatIsUncountedDoesNotMakeAnotherRun() throws {
    let program = try SweepProgram(
      program: SweepProgram.counting, trainer: #""uncounted": ["workers"]"#,
      parameters: #""n": 1, "steps": 2, "workers": 4"#)
    let before = try program.ids()
    #expect(try program.ids("tiny.json", "--set", "workers=8") == before)
    #expect(try program.ids("tiny.json", "--set", "steps=3") != before)
  }
}
