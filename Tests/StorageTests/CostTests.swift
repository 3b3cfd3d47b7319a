import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// What runs and sweeps took.
@Suite(.timeLimit(.minutes(60))) struct CostTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func store(at seconds: Int = 1000) throws -> ResultStore {
    let store = try folder.open(at: seconds)
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    return store
  }

  @Test func coreSecondsAddUpOverAttempts() throws {
    let store = try store()
    try store.record(
      "r1", Sample.started(), .cost(coreSeconds: 1.5),
      .ended(.interrupted(seconds: 2, sequences: 8)))
    try store.record(
      "r1", Sample.started(), .cost(coreSeconds: 0.25),
      .ended(.finished(seconds: 1, sequences: 8)))
    #expect(try store.result("r1")?.coreSeconds == 1.75)
  }

  @Test func coreSecondsAreUnknownWhereAnAttemptDidNotSayThem() throws {
    let store = try store()
    try store.record("r1", Sample.started(), .ended(.interrupted(seconds: 2, sequences: 8)))
    try store.record(
      "r1", Sample.started(), .cost(coreSeconds: 0.25),
      .ended(.finished(seconds: 1, sequences: 8)))
    #expect(try store.result("r1")?.coreSeconds == nil)
  }

  @Test func theWallClockIsTheSumOfTheSessions() throws {
    for (start, end) in [(1000, 1010), (5000, 5005)] {
      var store = try store(at: start)
      try store.record("r1", Sample.started())
      try store.close()
      store = try folder.open(at: end)
      try store.record("r1", .ended(.interrupted(seconds: 2, sequences: 8)))
      try store.close()
    }
    let results = try folder.open().results(sweep: "paper")
    #expect(results.wallClock == WallClock(seconds: 15, sessions: 2, cutShort: 0))
  }

  @Test func aKilledAttemptCountsUpToItsLastWord() throws {
    var store = try store(at: 1000)
    try store.record("r1", Sample.started())
    try store.close()
    store = try folder.open(at: 1007)
    try store.record("r1", .metrics(epoch: 1, [Metric(.trainLoss, 1)]))
    let clock = { try store.results(sweep: "paper").wallClock }
    #expect(try clock() == WallClock(seconds: 7, sessions: 1, cutShort: 1))
  }

  @Test func aSweepThatNeverRanHasNoWallClock() throws {
    #expect(try store().results(sweep: "paper").wallClock == nil)
  }

  @Test(arguments: [
    ([10...20], 10, 1), ([10...20, 12...18], 10, 1), ([12...30, 10...20], 20, 1),
    ([10...20, 22...30], 20, 1), ([10...20, 23...30], 17, 2), ([5...5], 0, 1),
  ])
  func overlappingAttemptsCountOnce(
    _ attempts: [ClosedRange<Int>], _ seconds: Int, _ sessions: Int
  ) {
    #expect(
      WallClock(of: attempts, cutShort: 0)
        == WallClock(seconds: seconds, sessions: sessions, cutShort: 0))
  }

  @Test func oneRunIsReadAsItStandsAmongAll() throws {
    let store = try folder.open()
    let other = Sample.run("r2", Sample.configuration(seed: 1))
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), other])
    for run in ["r1", "r2"] {
      try store.record(
        run, Sample.started(), .groundTruth(Sample.panels()),
        .metrics(epoch: 0, [Metric(.testMSE, 3)]),
        .checkpoint(Sample.checkpoint(0, folder: run)),
        .ended(.finished(seconds: 1, sequences: 1)))
    }
    let all = try store.results(sweep: "paper")
    for run in all.runs {
      let found = try #require(try store.result(run: run.run.id, sweep: "paper"))
      #expect(found.run == run)
      #expect(found.groundTruth?.trajectories.count == all.groundTruth?.trajectories.count)
    }
    #expect(try store.result(run: "r3", sweep: "paper") == nil)
  }
}
