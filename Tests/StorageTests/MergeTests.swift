import Experiments
import Foundation
import Testing

@testable import Storage

/// Runs of one store come into another whole, or not at all.
@Suite(.timeLimit(.minutes(60))) struct MergeTests {
  private let (hereFolder, thereFolder): (TestFolder, TestFolder)
  private let (here, there): (ResultStore, ResultStore)
  private let runs = RepairTests.runs

  init() throws {
    (hereFolder, thereFolder) = (try TestFolder(), try TestFolder())
    (here, there) = (try hereFolder.open(), try thereFolder.open(at: 2000))
    try there.register(Sample.sweep(), runs: runs)
  }

  private func merge() throws -> MergePlan {
    let plan = try here.mergePlan(from: there)
    try here.merge(plan, from: there)
    return plan
  }

  private static let tables = [
    "metrics", "last_values", "reconstructions", "attempts", "sweep_runs",
  ]

  private func rows(_ store: ResultStore) throws -> [[String]] {
    try Self.tables.map { try store.rows("SELECT * FROM \($0) ORDER BY 1, 2, 3") }
      + [
        store.rows("SELECT id, state, seconds, digest, core_seconds, attempts FROM runs ORDER BY 1")
      ]
  }

  @Test func aStoreOfNothingBecomesTheOther() throws {
    for run in runs.prefix(2) { try RepairTests.finish(run.id, in: there) }
    let plan = try merge()
    #expect(plan.taken.map(\.id) == runs.prefix(2).map(\.id))
    #expect(plan.sweeps == ["paper"] && plan.unfinished == 1)
    #expect(try rows(here) == rows(there))
    #expect(try here.verifyDigests().isEmpty)
    #expect(try here.results(sweep: "paper").groundTruth != nil)
  }

  @Test func mergingAgainChangesNothing() throws {
    try RepairTests.finish(runs[0].id, in: there)
    _ = try merge()
    let before = try rows(here)
    let plan = try merge()
    #expect(plan.changesNothing && plan.equal == [runs[0].id])
    #expect(try rows(here) == before)
  }

  @Test func aRunThatIsNotAtItsEndHereIsReplacedWhole() throws {
    try here.register(Sample.sweep(), runs: runs)
    try here.record(
      runs[0].id, Sample.started(), .metrics(epoch: 3, [Metric(.trainLoss, 77)]),
      .checkpoint(Sample.checkpoint(3)), .warning("late"),
      .ended(.interrupted(seconds: 9, sequences: 9)))
    try RepairTests.finish(runs[0].id, in: there)
    _ = try merge()
    #expect(try rows(here) == rows(there))
    #expect(try here.rows("SELECT * FROM checkpoints").isEmpty)
    #expect(try here.rows("SELECT * FROM warnings").isEmpty)
  }

  @Test func anotherValueIsRefusedAndShownWithAllDigits() throws {
    try here.register(Sample.sweep(), runs: runs)
    try RepairTests.finish(runs[0].id, in: there)
    try RepairTests.finish(runs[1].id, in: there)
    try here.record(
      runs[0].id, Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4.0.nextUp)]),
      .ended(.finished(seconds: 1, sequences: 1)))
    let before = try here.rows("SELECT * FROM metrics")
    let plan = try merge()
    #expect(
      plan.conflicts == [
        MergeConflict(
          run: runs[0].id, what: "test_mse", step: 0, here: "4.000000000000001", there: "4")
      ])
    #expect(plan.taken.map(\.id) == [runs[1].id])
    let after = try here.rows("SELECT * FROM metrics")
    #expect(Set(before).isSubset(of: after) && after.count > before.count)
  }

  @Test func aRunWhoseDigestIsWrongStaysThere() throws {
    for run in runs.prefix(2) { try RepairTests.finish(run.id, in: there) }
    try there.queue.write {
      try $0.execute(sql: "UPDATE metrics SET bits = bits + 1 WHERE run = 1 AND epoch = 20")
    }
    let plan = try merge()
    #expect(plan.damaged.compactMap(\.run).first == runs[0].id)
    #expect(plan.taken.map(\.id) == [runs[1].id])
    #expect(try here.verifyDigests().isEmpty)
  }

  @Test func aSourceThatChangesMeanwhileLeavesNothingHalf() throws {
    try RepairTests.finish(runs[0].id, in: there)
    let plan = try here.mergePlan(from: there)
    try there.record(runs[0].id, Sample.started())
    #expect(throws: StoreError.self) { try here.merge(plan, from: there) }
    #expect(try here.rows("SELECT * FROM runs").isEmpty)
  }

  @Test func anotherSpecOfTheNameStays() throws {
    try here.register(Sample.sweep(spec: #"{"a":1}"#), runs: [])
    try RepairTests.finish(runs[0].id, in: there)
    #expect(try merge().otherSpecs == ["paper"])
    #expect(try here.record(of: "paper").spec == #"{"a":1}"#)
    #expect(try here.unlistedRuns().map(\.id) == [runs[0].id])
  }

  @Test func whatASearchProgramAnsweredComesAlong() throws {
    let answer = SearchAnswer(key: "k", round: 0, group: 0, trials: ["a"])
    try here.register(Sample.sweep(), runs: runs)
    try there.keep(answer, sweep: "paper")
    _ = try merge()
    #expect(try here.knowledge(sweep: "paper", key: "k").answers == [answer])
    #expect(try here.mergePlan(from: there).changesNothing)
  }

  @Test func aReportIsTakenLikeAStore() throws {
    for run in runs.prefix(2) { try RepairTests.finish(run.id, in: there) }
    let results = try there.results(sweep: "paper")
    let (report, partial) = try ResultStore.holding(
      results, path: "results.jsonl", trainers: .letters, at: 3000)
    #expect(partial.isEmpty)
    let plan = try here.mergePlan(from: report)
    try here.merge(plan, from: report)
    #expect(try here.rows("SELECT * FROM metrics") == there.rows("SELECT * FROM metrics"))
    // The same digests, so a store and its report agree.
    #expect(try here.mergePlan(from: there).equal == runs.prefix(2).map(\.id))
  }

  @Test func aReportsRunWithoutAllValuesIsNotTaken() throws {
    try RepairTests.finish(runs[0].id, in: there)
    let whole = try there.results(sweep: "paper")
    let run = whole.runs[0]
    let cut = RunResult(
      run: run.run, state: run.state, attempts: 1, metrics: run.metrics.dropLast(),
      reconstructions: run.reconstructions, checkpoints: [], seconds: 1, sequences: 1, failure: nil,
      environment: run.environment)
    let (report, partial) = try ResultStore.holding(
      SweepResults(sweep: whole.sweep, groundTruth: nil, runs: [cut]), path: "results.jsonl",
      trainers: .letters, at: 3000)
    #expect(partial == [run.run.id])
    #expect(try here.mergePlan(from: report).taken.isEmpty)
  }
}
