import Foundation
import TestSupport
import Testing

/// A run's files are its own: whatever sweep asks for what, none is deleted or overwritten.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct RunFilesTests {
  private let program: SweepProgram

  init() throws {
    program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#))
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
  }

  private func files() throws -> [String: Data] {
    try program.files(in: "save/runs", ending: [".safetensors"])
  }

  private func figures() throws -> [String: Data] {
    try program.files(in: "save/tiny/gru_ae/figs", ending: [".png"])
  }

  private func run(_ more: String...) throws -> SweepProgram.Outcome {
    try program.run(["run", "tiny.json"] + more)
  }

  @Test(arguments: [
    ["seeds=7"], ["train.epochs=2"], ["train.epochs=5"], ["name=other", #"output="tiny/gru_ae""#],
    ["train.learning_rate=0.5"],
  ])
  func noOtherRunTakesAFileAway(_ settings: [String]) throws {
    let (before, drawn) = (try files(), try figures())
    let other = try run(settings.flatMap { ["--set", $0] } + ["-q"])
    #expect(other.code == 0, "\(other.errors)")
    #expect(try files().filter { before[$0.key] != nil } == before)
    #expect(try program.run("doctor").code == 0)
    #expect(try run("-q").code == 0)
    #expect(try figures() == drawn, "the folder shows its own run again")
    #expect(try files().filter { before[$0.key] != nil } == before)
  }

  private func run(_ more: [String]) throws -> SweepProgram.Outcome {
    try program.run(["run", "tiny.json"] + more)
  }

  @Test func theFolderShowsTheRunOfThePlan() throws {
    let id = try program.ids()[0]
    for name in ["checkpoints", "log.txt"] {
      let link = program.folder.appending(path: "save/tiny/gru_ae/\(name)").path
      let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
      #expect(target == "../../runs/\(id)/\(name)")
    }
    #expect(program.has("save/tiny/gru_ae/checkpoints/epoch_3.safetensors"))
    #expect(program.has("save/tiny/gru_ae/log.txt"))
  }

  @Test func aSecondStoreInTheFolderKeepsToItself() throws {
    let before = try files()
    let second = ["--store", "second.sqlite", "-q"]
    #expect(try run(second).code == 0)
    #expect(try run(second + ["--set", "train.epochs=9"]).code == 0)
    #expect(try program.run("gc", "--store", "second.sqlite").code == 0)
    #expect(try program.run("rm", "tiny", "--store", "second.sqlite").code == 0)
    #expect(try files() == before)
    #expect(try program.run("doctor").code == 0)
  }

  @Test func aCopyOfAStoreDoesNotTakeTheFirstOnesFiles() throws {
    let before = try files()
    try FileManager.default.copyItem(
      at: program.folder.appending(path: "save/results.sqlite"),
      to: program.folder.appending(path: "copy.sqlite"))
    #expect(try run("--store", "copy.sqlite", "-q").code == 0)
    #expect(try program.run("rm", "tiny", "--store", "copy.sqlite").code == 0)
    #expect(try files() == before)
    #expect(try program.run("doctor").code == 0)
  }

  @Test func eachExtensionKeepsTheStatesItSharesWithTheOneBefore() throws {
    #expect(try run("--set", "train.epochs=5", "-q").code == 0)
    let ids = try [program.ids(), program.ids("tiny.json", "--set", "train.epochs=5")].map { $0[0] }
    for (id, epochs) in zip(ids, [[0, 3], [0, 5]]) {
      let names = try program.files(in: "save/runs/\(id)", ending: [".safetensors"]).keys
      #expect(names.sorted() == epochs.map { "checkpoints/epoch_\($0).safetensors" })
    }
    #expect(try program.run("rm", ids[0]).code == 0)
    #expect(try program.run("doctor").code == 0)
    #expect(program.has("save/runs/\(ids[1])/checkpoints/epoch_0.safetensors"))
  }

  @Test func aRunThatLeftItsSweepStaysWithinReach() throws {
    let id = try program.ids()[0]
    #expect(try run("--set", "seeds=7", "-q").code == 0)
    #expect(try !program.run("ls").output.contains(id.prefix(12)))
    #expect(try program.run("ls", "--all").output.contains(id.prefix(12)))
    let shown = try program.run("show", String(id.prefix(12)))
    #expect(shown.output.contains(id) && shown.output.contains("finished"))
    #expect(try program.run("logs", id).output.contains("finished after"))
    let export = try program.run("export", "--all").output
    #expect(export.contains("\r\n,\(id),") && export.split(separator: "\r\n").count == 3)
    #expect(try program.run("export", "--all", "--metrics").output.contains("\r\n,\(id),"))
    #expect(try run("-q").code == 0)
    #expect(try program.run("ls").output.contains(id.prefix(12)))
  }

  @Test func collectingRemovesWhatNoSweepListsAndSaysHowMuch() throws {
    let id = try program.ids()[0]
    #expect(try run("--set", "seeds=7", "-q").code == 0)
    let dry = try program.run("gc", "-n")
    #expect(dry.errors.contains("would remove 1 run") && dry.errors.contains("kB of files"))
    #expect(program.has("save/runs/\(id)"))
    let outcome = try program.run("gc", "-q")
    #expect(outcome.code == 0 && outcome.errors.contains("removed 1 run"), "\(outcome.errors)")
    #expect(!program.has("save/runs/\(id)"))
    #expect(try !program.run("ls", "--all").output.contains(id.prefix(12)))
    #expect(try program.run("doctor").code == 0)
    #expect(try program.run("gc").errors.contains("removed 0 runs, 0 B"))
  }

  @Test func aSweepIsRemovedWithItsOwnRunsAndNoOthers() throws {
    #expect(try run("--set", "name=other", "--set", "seeds=[0,1]", "-q").code == 0)
    let shared = try program.ids()[0]
    #expect(try program.run("rm", "other").errors.contains("removed 1 run"))
    #expect(program.has("save/runs/\(shared)/checkpoints/epoch_3.safetensors"))
    #expect(!program.has("save/other"))
    #expect(try program.run("ls").output.split(separator: "\n").count == 2)
    #expect(try program.run("rm", "tiny").code == 0)
    #expect(try program.files(in: "save", ending: [".safetensors", ".png", ".txt"]).count == 1)
    #expect(try program.run("rm", "tiny").code == 2)
  }

  @Test func whatIsDoneAndLacksFilesSaysSo() throws {
    let before = try files()
    try FileManager.default.removeItem(at: program.folder.appending(path: "save/runs"))
    let again = try run()
    #expect(again.errors.contains("0 of 1 runs to run"))
    #expect(again.errors.contains("--rerun gru_ae makes them again"))
    let plan = try program.run("plan", "tiny.json").output
    #expect(plan.contains("without the checkpoints of epochs 0, 3"), "\(plan)")
    #expect(try program.run("show", "gru_ae").output.contains("0 (missing) 3 (missing)"))
    #expect(try run("--rerun", "gru_ae", "-q").code == 0)
    #expect(try files() == before)
  }
}
