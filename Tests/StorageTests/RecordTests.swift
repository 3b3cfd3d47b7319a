import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct RecordTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), Sample.run("r2")])
  }

  @Test func aRunsEventsComeBackAsItsResult() throws {
    try store.record(
      "r1", Sample.started(), .groundTruth(Sample.panels(7)),
      .metrics(epoch: 0, [Metric(.testMSE, 4), Metric(.trainMSE, 3)]),
      .reconstruction(epoch: 0, Sample.panels()),
      .progress(Progress(epoch: 0, batch: 1, batches: 2, loss: 1, sequencesPerSecond: 1)),
      .metrics(epoch: 1, [Metric(.trainLoss, 2)]),
      .checkpoint(Sample.checkpoint(1)),
      .ended(.finished(seconds: 1.5, sequences: 64)))
    let result = try #require(try store.result("r1"))
    #expect(result.run == Sample.run("r1"))
    #expect(result.state == .finished)
    #expect(result.attempts == 1)
    #expect(
      result.metrics == [
        EpochMetrics(epoch: 0, metrics: [Metric(.trainMSE, 3), Metric(.testMSE, 4)]),
        EpochMetrics(epoch: 1, metrics: [Metric(.trainLoss, 2)]),
      ])
    #expect(result.checkpoints == [Sample.checkpoint(1)])
    #expect(result.seconds == 1.5 && result.sequences == 64)
    #expect(result.environment == Sample.environment)
    #expect(result.failure == nil)
    #expect(result.reconstructions.map(\.epoch) == [0])
    let sweep = try store.results(sweep: "paper")
    #expect(bits(sweep.groundTruth) == bits(Sample.panels(7)))
    #expect(bits(result.reconstructions.first?.panels) == bits(Sample.panels()))
    #expect(sweep.sweep == Sample.sweep())
  }

  private func bits(_ panels: Panels?) -> [[UInt32]]? {
    panels?.trajectories.map { $0.map(\.bitPattern) }
  }

  @Test(arguments: [
    (Double.nan, "NULL", "nan"), (-Double.nan, "NULL", "nan"), (.infinity, "NULL", "inf"),
    (-.infinity, "NULL", "-inf"), (-0.0, "0.0", "finite"), (0.1, "0.1", "finite"),
    (-1.5, "-1.5", "finite"), (Double.signalingNaN, "NULL", "nan"),
    (.leastNonzeroMagnitude, "5e-324", "finite"),
    (-.greatestFiniteMagnitude, "-1.7976931348623157e+308", "finite"),
  ])
  func everyValueKeepsItsBits(value: Double, shown: String, kind: String) throws {
    try store.record("r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, value)]))
    let metric = try #require(try store.result("r1")?.metrics.first?.metrics.first)
    #expect(metric.bits == value.bitPattern)
    let signed = Int64(bitPattern: value.bitPattern)
    #expect(
      try store.rows("SELECT * FROM epoch_metrics")
        == ["r1|0|test_mse|\(shown)|\(kind)|\(signed)"])
  }

  @Test func theViewsHaveExactlyTheirColumns() throws {
    #expect(
      try store.rows("SELECT group_concat(name, ' ') FROM pragma_table_info('run_results')")
        == [
          "sweep run_id label family cell seed configuration state attempts epochs train_mse "
            + "test_mse train_mse_running test_mse_running seconds failure"
        ])
    #expect(
      try store.rows("SELECT group_concat(name, ' ') FROM pragma_table_info('epoch_metrics')")
        == ["run_id epoch name value kind bits"])
  }

  @Test func runResultsShowsValuesOfItsOwnEpochAlone() throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.trainMSE, 3), Metric(.testMSE, 4)]),
      .metrics(epoch: 1, [Metric(.trainLoss, 2.5)]),
      .metrics(epoch: 2, [Metric(.trainMSE, 2), Metric(.testMSE, .nan)]),
      .metrics(epoch: 3, [Metric(.trainLoss, 2)]))
    let rows = try store.rows(
      """
      SELECT sweep, run_id, label, family, cell, seed, state, attempts, epochs, train_mse, test_mse,
        train_mse_running, seconds, failure FROM run_results
      """)
    #expect(
      rows == [
        "paper|r1|label-r1|crnn|gru|0|running|1|3|NULL|NULL|NULL|0.0|NULL",
        "paper|r2|label-r2|crnn|gru|0|pending|0|0|NULL|NULL|NULL|0.0|NULL",
      ])
    try store.record(
      "r1", .metrics(epoch: 4, [Metric(.trainMSE, 1), Metric(.testMSE, .nan)]))
    #expect(
      try store.rows("SELECT epochs, train_mse, test_mse FROM run_results WHERE run_id = 'r1'")
        == ["4|1.0|NULL"])
  }

  @Test func aLineHasTheLastEvaluationWithItsEpoch() throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.trainMSE, 3), Metric(.testMSE, 4)]),
      .metrics(epoch: 1, [Metric(.trainLoss, 2.5)]))
    let running = try #require(try store.runs().first)
    #expect(running.epochs == 1 && running.evaluatedStep == 0)
    #expect(running.value(.trainMSE) == 3 && running.value(.testMSE) == 4)
    try store.record("r1", .ended(.diverged(epoch: 1, seconds: 1, sequences: 1)))
    let diverged = try #require(try store.runs().first)
    #expect(diverged.epochs == 1 && diverged.evaluatedStep == nil && diverged.values == [])
    #expect(try store.result("r1")?.divergedAt == 1)
    let pending = try #require(try store.runs().last)
    #expect(pending.evaluatedStep == nil && pending.values == [])
  }

  @Test func aRunWithoutACellShowsItsFamily() throws {
    let configuration = Sample.configuration(Variant(.cnn))
    try store.register(Sample.sweep("other"), runs: [Sample.run("c", configuration)])
    #expect(
      try store.rows("SELECT family, cell FROM run_results WHERE sweep = 'other'") == ["cnn|cnn"])
  }

  @Test func resumingDropsWhatLiesBeyond() throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]),
      .metrics(epoch: 1, [Metric(.testMSE, 3)]), .reconstruction(epoch: 1, Sample.panels()),
      .checkpoint(Sample.checkpoint(1)),
      .metrics(epoch: 2, [Metric(.testMSE, 2)]), .reconstruction(epoch: 2, Sample.panels()),
      .checkpoint(Sample.checkpoint(2)),
      .ended(.interrupted(seconds: 1, sequences: 10)))
    try store.record("r1", Sample.started(1))
    let result = try #require(try store.result("r1"))
    #expect(result.metrics.map(\.epoch) == [0, 1])
    #expect(result.reconstructions.map(\.epoch) == [1])
    #expect(result.checkpoints.map(\.epoch) == [1])
    #expect(result.attempts == 2)
    #expect(try store.rows("SELECT epochs, test_mse FROM run_results LIMIT 1") == ["1|3.0"])
    try store.record(
      "r1", .metrics(epoch: 2, [Metric(.testMSE, 20)]),
      .ended(.finished(seconds: 2, sequences: 5)))
    let finished = try #require(try store.result("r1"))
    #expect(finished.seconds == 3 && finished.sequences == 15)
  }

  @Test func startingAnewForgetsEverything() throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]),
      .checkpoint(Sample.checkpoint(0, batch: 3)),
      .ended(.interrupted(seconds: 1, sequences: 10)))
    try store.record("r1", Sample.started(0), .metrics(epoch: 0, [Metric(.testMSE, 5)]))
    #expect(try store.result("r1")?.last(.testMSE)?.value == 5)
    #expect(try store.result("r1")?.checkpoints == [])
  }

  @Test func equalValuesMayComeTwice() throws {
    let events: [RunEvent] = [
      .metrics(epoch: 3, [Metric(.testMSE, .nan)]), .groundTruth(Sample.panels()),
      .reconstruction(epoch: 3, Sample.panels()), .artifact(Sample.artifact()),
    ]
    for _ in 0..<2 {
      for event in events { try store.record("r1", event) }
    }
    #expect(try store.result("r1")?.metrics.count == 1)
  }

  @Test(arguments: [
    RunEvent.metrics(epoch: 3, [Metric(.testMSE, 0.1 + 0.2)]),
    .groundTruth(Sample.panels(1)), .reconstruction(epoch: 3, Sample.panels(1)),
    .artifact(Sample.artifact(1, [66, 65])),
  ])
  func contradictionsAreToldAndTheFirstValueStays(event: RunEvent) throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 3, [Metric(.testMSE, 0.3)]),
      .groundTruth(Sample.panels()), .reconstruction(epoch: 3, Sample.panels()),
      .artifact(Sample.artifact()))
    let before = try store.results(sweep: "paper")
    let error = #expect(throws: StoreError.self) {
      try store.record("r1", event, .metrics(epoch: 4, [Metric(.testMSE, 9)]))
    }
    #expect(error?.code == .conflict)
    let after = try store.results(sweep: "paper")
    #expect(after.runs[0].metrics.first == before.runs[0].metrics.first)
    #expect(after.runs[0].metrics.last?.epoch == 4, "the rest of the batch is kept")
    #expect(try store.history(run: "r1").warnings.count == 1)
  }

  @Test func anUnknownRunKeepsNothingOfTheBatch() throws {
    let error = #expect(throws: StoreError.self) {
      try store.record([
        (run: "r1", event: Sample.started(), willRetry: false),
        (run: "nobody", event: Sample.started(), willRetry: false),
      ])
    }
    #expect(error?.code == .unknown)
    #expect(try store.result("r1")?.attempts == 0)
  }

  @Test(arguments: [
    (RunEnd.finished(seconds: 1, sequences: 2), RunState.finished, nil),
    (.diverged(epoch: 3, seconds: 1, sequences: 2), .diverged, "in epoch 3"),
    (.interrupted(seconds: 1, sequences: 2), .interrupted, nil),
    (.failed(.crashed(signal: 11)), .failed, "signal 11"),
    (.failed(.exited(code: 3)), .failed, "code 3"),
    (.failed(.timedOut(seconds: 120)), .failed, "120"),
    (.failed(.error(message: "no such tensor", resource: false)), .failed, "no such tensor"),
    (.failed(.garbled(line: "hello")), .failed, "hello"),
  ])
  func anEndSetsTheState(end: RunEnd, state: RunState, failure: String?) throws {
    try store.record("r1", Sample.started(), .ended(end))
    let result = try #require(try store.result("r1"))
    #expect(result.state == state)
    #expect((result.failure == nil) == (failure == nil))
    #expect(failure.map { result.failure?.contains($0) == true } ?? true)
    #expect(try store.history(run: "r1").attempts.map(\.end) == [end])
  }

  @Test func aFailureThatIsTriedAgainIsPending() throws {
    try store.record("r1", Sample.started(), .ended(.failed(.exited(code: 1))), willRetry: true)
    #expect(try store.result("r1")?.state == .pending)
    #expect(try store.result("r1")?.failure == nil)
    try store.record("r1", Sample.started(), .ended(.failed(.exited(code: 1))))
    #expect(try store.result("r1")?.state == .failed)
    #expect(try store.history(run: "r1").attempts.count == 2)
  }

  @Test func removedCheckpointsGo() throws {
    try store.record(
      "r1", Sample.started(), .checkpoint(Sample.checkpoint(0)),
      .checkpoint(Sample.checkpoint(1)),
      .checkpoint(Sample.checkpoint(2)), .obsolete(files: [Sample.checkpoint(1).file]))
    #expect(try store.result("r1")?.checkpoints.map(\.epoch) == [0, 2])
    #expect(try store.progress().runs["r1"]?.checkpoints.map(\.epoch) == [2, 0])
  }

  @Test func noRunDropsTheCheckpointOfAnother() throws {
    try store.record("r1", Sample.started(), .checkpoint(Sample.checkpoint(0)))
    try store.record("r2", Sample.started(), .obsolete(files: [Sample.checkpoint(0).file]))
    #expect(try store.result("r1")?.checkpoints.map(\.epoch) == [0])
  }

  @Test func aFileBelongsToWhoeverWroteItLast() throws {
    try store.record("r1", Sample.started(), .checkpoint(Sample.checkpoint(5)))
    try store.record("r2", Sample.started(), .checkpoint(Sample.checkpoint(5)))
    #expect(try store.result("r1")?.checkpoints == [])
    #expect(try store.result("r2")?.checkpoints.count == 1)
  }

  @Test func warningsAndAttemptsAreKeptWithTheirTimes() throws {
    try store.record("r1", Sample.started(2, batch: 3), .warning("slow"))
    let history = try store.history(run: "r1")
    #expect(history.warnings.map(\.message) == ["slow"])
    #expect(history.attempts.map(\.epoch) == [2] && history.attempts.map(\.batch) == [3])
    #expect(history.attempts.first?.started == Date(timeIntervalSince1970: 1000))
    #expect(history.attempts.first?.ended == nil)
  }
}
