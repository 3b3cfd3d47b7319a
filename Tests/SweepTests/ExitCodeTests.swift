import Foundation
import TestSupport
import Testing

/// Every end that is no success has its code, says three things and leaves nothing behind.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ExitCodeTests {
  @Test(arguments: [
    #"{"name": "tiny"}"#, "{", "", #"{"name": "../x"}"#,
    SweepProgram.spec(variants: #"["rnnn"]"#), SweepProgram.spec(more: #", "extra": 1"#),
    SweepProgram.spec(more: #", "output": "../{label}""#),
  ])
  func aBadSpecIsRefusedAndNothingIsWritten(_ spec: String) throws {
    let program = try SweepProgram(spec: spec)
    for command in ["run", "plan", "validate"] {
      expectFailure(try program.run(command, "tiny.json"), 2, saying: "tiny.json:")
    }
    #expect(!program.has("save"))
  }

  @Test func aBadSettingIsRefused() throws {
    let program = try SweepProgram()
    let outcome = try program.run("run", "tiny.json", "--set", "train.epoch=5")
    expectFailure(outcome, 2, saying: "unknown setting")
  }

  @Test func aMissingSpecIsRefused() throws {
    expectFailure(try SweepProgram().run("run", "none.json"), 2, saying: "none.json: no such file")
  }

  @Test func aGridOfABillionIsRefusedAtOnce() throws {
    let program = try SweepProgram()
    let list = "[" + (1...1000).map(String.init).joined(separator: ",") + "]"
    let outcome = try program.run(
      "run", "tiny.json", "--set", "axes.model.latent=\(list)", "--set",
      "axes.model.hidden=\(list)",
      "--set", "seeds=\(list)")
    expectFailure(outcome, 2, saying: "2,000,000,000 runs")
  }

  @Test(arguments: ["", "MATLAB 5.0", String(repeating: "x", count: 500)])
  func badDataIsRefusedAndNothingIsWritten(_ content: String) throws {
    let program = try SweepProgram()
    try program.write(content, to: "bad.mat")
    expectFailure(try program.run("run", "tiny.json", "--data", "bad.mat"), 2, saying: "bad.mat")
    #expect(!program.has("save"))
  }

  @Test func aBatchLargerThanTheTrainSetIsRefusedBeforeAnythingStarts() throws {
    let program = try SweepProgram()
    let outcome = try program.run("run", "tiny.json", "--set", "train.batch_size=64")
    expectFailure(outcome, 2, saying: "train.batch_size is 64")
    #expect(!program.has("save"))
  }

  @Test func aSymbolicLinkInTheSaveFolderIsNeverFollowed() throws {
    let program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#))
    let (save, outside) = (
      program.folder.appending(path: "save"), program.folder.appending(path: "outside")
    )
    for folder in [save, outside] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      at: save.appending(path: "tiny"), withDestinationURL: outside)
    expectFailure(try program.run("run", "tiny.json"), 2, saying: "symbolic link")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  @Test func aSpecWithoutEndIsRefused() throws {
    let outcome = try SweepProgram().run("validate", "/dev/zero")
    expectFailure(outcome, 2, saying: "more than 1048576 bytes")
  }

  @Test(arguments: [true, false])
  func aLogThatIsAPipeOrSomebodyElsesFileIsRefused(_ isPipe: Bool) throws {
    let program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#))
    let id = try program.ids("tiny.json")[0]
    let folder = program.folder.appending(path: "save/runs/\(id)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try program.write("mine", to: "mine.txt")
    let (mine, log) = (
      program.folder.appending(path: "mine.txt"), folder.appending(path: "log.txt")
    )
    #expect((isPipe ? mkfifo(log.path, 0o644) : link(mine.path, log.path)) == 0)
    expectFailure(try program.run("run", "tiny.json"), 1, saying: "log.txt: it is not a file")
    #expect(try program.content("mine.txt") == Data("mine".utf8))
  }

  @Test func aDataFileThatIsThereAndBadIsNoReasonToFallBack() throws {
    let sources = #"dataset.sources=["bad.mat",{"synthetic":{"sequences":60,"seed":0}}]"#
    let program = try SweepProgram()
    try program.write("not MATLAB", to: "bad.mat")
    let outcome = try program.run("plan", "tiny.json", "--set", sources)
    expectFailure(outcome, 2, saying: "bad.mat")
  }

  @Test func aStoreOfAnotherProgramIsRefusedAndKeepsItsBytes() throws {
    let program = try SweepProgram()
    // The head of an empty SQLite database with an application_id that is not ours.
    var bytes = Data("SQLite format 3\0".utf8) + Data(count: 84 + 3996)
    bytes.replaceSubrange(16..<24, with: [0x10, 0, 1, 1, 0, 64, 32, 32])
    bytes.replaceSubrange(68..<72, with: [1, 2, 3, 4])
    try bytes.write(to: program.folder.appending(path: "other.sqlite"))
    expectFailure(
      try program.run("run", "tiny.json", "--store", "other.sqlite"), 3, saying: "other.sqlite")
    #expect(try program.content("other.sqlite") == bytes)
  }

  @Test func aDamagedStoreIsToldByTheDoctor() throws {
    let program = try SweepProgram()
    try program.write(String(repeating: "damage", count: 1000), to: "bad.sqlite")
    expectFailure(try program.run("doctor", "bad.sqlite"), 4, saying: "damaged")
  }

  @Test func aLostCheckpointIsToldByTheDoctor() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    try program.write("no tensors", to: "save/tiny/gru_ae/checkpoints/epoch_3.safetensors")
    expectFailure(try program.run("doctor"), 1, saying: "epoch_3.safetensors")
  }

  @Test func aStoreNamedAloneStandsAmongItsRunsFiles() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q", "--save", "away").code == 0)
    #expect(try program.run("doctor", "away/results.sqlite").code == 0)
    try program.write("no tensors", to: "away/tiny/gru_ae/checkpoints/epoch_3.safetensors")
    expectFailure(
      try program.run("doctor", "away/results.sqlite"), 1, saying: "1 checkpoint file is not")
  }

  @Test func aSecondSweepInOneStoreIsRefusedWithItsHolder() throws {
    let program = try SweepProgram(
      spec: SweepProgram.spec(variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 100_000))
    let first = try program.start("run", "tiny.json")
    try first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
    expectFailure(try program.run("run", "tiny.json"), 3, saying: "pid \(first.id)")
    #expect(try program.run("status").output.contains("pid \(first.id)"))
    first.send(SIGTERM)
    #expect(try first.outcome().code == 143)
  }

  @Test func whatHasNoStoreSaysHowToMakeOne() throws {
    for command in ["status", "ls", "resume"] {
      expectFailure(try SweepProgram().run(command), 2, saying: "sweep run SPEC")
    }
  }

  @Test(arguments: [
    ["run"], ["run", "a", "b"], ["run", "tiny.json", "-j", "0"], ["run", "tiny.json", "-j0"],
  ])
  func whatTheParserRefusesIs64(_ arguments: [String]) throws {
    let outcome = try SweepProgram().run(arguments)
    expectFailure(outcome, 64, saying: "Error: ")
  }

  @Test func aVariableThatIsNoNumberIsRefused() throws {
    let outcome = try SweepProgram().run("run", "tiny.json", environment: ["SWEEP_JOBS": "two"])
    expectFailure(outcome, 64, saying: "SWEEP_JOBS")
  }

  @Test func otherDataUnderARunSweepIsRefusedUnlessAccepted() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.run("data", "make", "-o", "m.mat", "--sequences", "80").code == 0)
    let outcome = try program.run("run", "tiny.json", "--data", "m.mat")
    expectFailure(outcome, 2, saying: "the data changed")
    let accepted = try program.run("run", "tiny.json", "-q", "--data", "m.mat", "--accept-data")
    #expect(accepted.code == 0)
  }

  private func expectFailure(_ outcome: SweepProgram.Outcome, _ code: Int32, saying words: String) {
    #expect(outcome.code == code, "\(outcome.errors)")
    for part in [words, "\n  safe: ", "\n  next: "] {
      #expect(outcome.errors.contains(part), "\(part) in \(outcome.errors)")
    }
  }
}
