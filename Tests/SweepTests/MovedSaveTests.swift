import Foundation
import TestSupport
import Testing

/// The folder of a sweep is moved, replaced or deleted while it runs.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct MovedSaveTests {
  /// What is done to the folder.
  enum Deed: String, CaseIterable, Sendable {
    case moved, deleted, replaced
  }

  @Test(arguments: Deed.allCases) func theSweepStopsAndSaysWhatIsSo(_ deed: Deed) throws {
    let program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#, epochs: 1_000_000))
    let (save, files) = (program.folder.appending(path: "save"), FileManager.default)
    let started = try program.start("run", "tiny.json", "-j", "1")
    try started.wait { program.newestCheckpoint(in: "save/tiny/gru_ae") >= 3 }
    #expect(started.isRunning)
    let away = program.folder.appending(path: "save2")
    switch deed {
    case .moved: try files.moveItem(at: save, to: away)
    // Again where a worker has just made a file in it.
    case .deleted: while files.fileExists(atPath: save.path) { try? files.removeItem(at: save) }
    case .replaced:
      try files.moveItem(at: save, to: away)
      try files.createDirectory(at: save, withIntermediateDirectories: false)
    }
    let outcome = try started.outcome()
    #expect(outcome.code == 75, "\(outcome.errors)")
    #expect(!outcome.errors.contains("every run is saved"))
    #expect(outcome.errors.contains(deed == .deleted ? "was deleted" : "was moved to"))
    #expect(program.has("save") == (deed == .replaced))
    #expect(!program.has("save/results.sqlite"))
    guard deed == .moved else { return }
    let again = try program.run("ls", "--save", "save2", "--json")
    #expect(again.code == 0 && again.output.contains("gru_ae"), "\(again.errors)")
    #expect(try program.run("doctor", "--save", "save2").code == 0)
  }
}
