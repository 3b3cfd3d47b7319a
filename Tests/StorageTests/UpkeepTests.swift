import Experiments
import Foundation
import Letters
import Testing

@testable import Storage

/// Runs that left their sweep, and what is taken out of a store.
@Suite(.timeLimit(.minutes(60))) struct UpkeepTests {
  private let folder: TestFolder
  private let store: ResultStore
  private let runs = RepairTests.runs

  /// Three runs in two sweeps, the middle one in both; all finished.
  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep("one"), runs: Array(runs.prefix(2)))
    try store.register(Sample.sweep("two"), runs: Array(runs.suffix(2)))
    for run in runs { try RepairTests.finish(run.id, in: store) }
  }

  @Test func aRunThatNoSweepListsIsStillThereWithAllItsValues() throws {
    let before = try store.results(sweep: "one").runs[0]
    try store.register(Sample.sweep("one"), runs: [runs[1]])
    #expect(try store.unlistedRuns().map(\.id) == [runs[0].id])
    let after = try store.unlistedResult(run: runs[0].id, folder: "home")
    #expect(after?.runs.map(\.metrics) == [before.metrics])
    #expect(after?.runs.first?.checkpoints == before.checkpoints)
    #expect(after?.runs.first?.run.label == runs[0].configuration.variant.label)
    #expect(after?.sweep.name == "")
    #expect(try store.unlistedResult(run: runs[1].id, folder: "home") == nil)
  }

  @Test(arguments: [
    Variant(.cnn), Variant(.rnn, .rnn), Variant(.crnn, .lstm), Variant(.resrnn, .gru),
  ])
  func anUnlistedRunHasTheLabelOfItsVariant(_ variant: Variant) throws {
    let run = Run(
      label: "x", configuration: Sample.configuration(variant), folder: "x", checkpointEvery: 1)
    try store.register(Sample.sweep("three"), runs: [run])
    try store.register(Sample.sweep("three"), runs: [])
    #expect(try store.unlistedRuns().map(\.label) == [variant.label])
  }

  @Test func aRemovedRunLeavesNothingBehind() throws {
    try store.attest([(runs[1].id, true)])
    try store.record(runs[1].id, .warning("slow"))
    try store.remove(runs: [runs[1].id], sweeps: [])
    #expect(try store.results(sweep: "one").runs.map(\.run.id) == [runs[0].id])
    #expect(try store.results(sweep: "two").runs.map(\.run.id) == [runs[2].id])
    for table in [
      "metrics", "reconstructions", "checkpoints", "attempts", "warnings", "attestations",
    ] {
      #expect(
        try store.rows("SELECT count(*) FROM \(table) WHERE run NOT IN (SELECT number FROM runs)")
          == ["0"], "\(table)")
    }
    #expect(try store.integrityProblems() == [] && store.verifyDigests() == [])
  }

  @Test func aRemovedSweepLeavesItsRunsUnlisted() throws {
    try store.remove(runs: [], sweeps: ["one"])
    #expect(try store.sweeps().map(\.name) == ["two"])
    #expect(try store.unlistedRuns().map(\.id) == [runs[0].id])
  }

  @Test func anAncestorMayGo() throws {
    let long = Run(
      label: "long", configuration: Sample.configuration(seed: 0, epochs: 40), folder: "l",
      checkpointEvery: 10)
    try store.register(
      Sample.sweep("long"), runs: [long], continuing: [long.id: runs[0].id])
    try store.remove(runs: [runs[0].id], sweeps: [])
    try store.record(long.id, Sample.started(20), .ended(.interrupted(seconds: 1, sequences: 1)))
    #expect(try store.integrityProblems() == [])
  }

  @Test func relocatedCheckpointsKeepAllButTheirPlace() throws {
    let old = Sample.checkpoint(20, folder: runs[0].id)
    try store.relocate(checkpoints: [(old.file, "runs/x/checkpoints/epoch_20.safetensors")])
    #expect(
      try store.results(sweep: "one").runs[0].checkpoints
        == [old.moved(to: "runs/x/checkpoints/epoch_20.safetensors")])
  }

  @Test func aRunWhoseCheckpointsAreForgottenKeepsItsValuesAndIsToBeRun() throws {
    let before = try store.results(sweep: "one").runs[0]
    try store.forgetCheckpoints(of: [before.run.id])
    let after = try store.results(sweep: "one").runs[0]
    #expect(after.metrics == before.metrics && after.checkpoints == [])
    #expect(after.state == .interrupted)
  }

  @Test func compactingGivesRoomBack() throws {
    try store.remove(runs: runs.map(\.id), sweeps: ["one", "two"])
    try store.compact()
    #expect(try folder.bytes().count < 200_000)
    #expect(try store.rows("PRAGMA freelist_count") == ["0"])
    #expect(try store.integrityProblems() == [])
  }
}
