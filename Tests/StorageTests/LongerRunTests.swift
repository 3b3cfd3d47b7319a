import Experiments
import Letters
import Testing

@testable import Storage

/// A run that goes on from a stored one of fewer epochs.
@Suite(.timeLimit(.minutes(60))) struct LongerRunTests {
  let folder: TestFolder
  let store: ResultStore
  let longer = Sample.run("long", Sample.configuration(epochs: 40, figures: [0, 40]))

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(
      Sample.sweep(),
      runs: [Sample.run("short", Sample.configuration(epochs: 15, figures: [0, 15]))])
    try store.record("short", Sample.started())
    for epoch in 0...15 {
      try store.record("short", .metrics(epoch: epoch, [Metric(.trainLoss, Double(epoch))]))
      if epoch % 10 == 0 || epoch == 15 {
        try store.record(
          "short", .metrics(epoch: epoch, [Metric(.testMSE, Double(epoch))]))
      }
    }
    for epoch in [0, 15] {
      try store.record("short", .reconstruction(epoch: epoch, Sample.panels()))
    }
    try store.record("short", .ended(.finished(seconds: 1, sequences: 1)))
  }

  @Test func itTakesOverWhatItWouldHaveMeasuredItself() throws {
    try store.register(Sample.sweep(), runs: [longer], continuing: ["long": "short"])
    try store.record("long", Sample.started(15))
    let result = try #require(try store.result("long"))
    #expect(result.metrics.map(\.epoch) == Array(0...15))
    let evaluated = result.metrics.filter { $0.metrics.contains { $0.name == .testMSE } }
    #expect(evaluated.map(\.epoch) == [0, 10], "not 15, which was the end of the other only")
    #expect(result.reconstructions.map(\.epoch) == [0])
  }

  @Test func whereNothingTellsOfStatesAllOfThemAreTakenOver() throws {
    let runs = [Sample.programRun("a", epochs: 10), Sample.programRun("b", epochs: 20)]
    try store.register(Sample.program(), runs: [runs[0]])
    try store.record("a", Sample.started())
    for step in [0, 3, 1_000_000_000] {
      try store.record(
        "a", .metrics(epoch: step, [Metric("accuracy", Double(step))]),
        .artifact(Sample.artifact(step)))
    }
    try store.register(Sample.program(), runs: runs, continuing: ["b": "a"])
    try store.record("b", Sample.started(999_999_999))
    let result = try #require(try store.result(run: "b", sweep: "digits")?.run)
    #expect(result.metrics.map(\.epoch) == [0, 3])
    #expect(result.artifacts == [Sample.artifact(0), Sample.artifact(3)])
    #expect(try store.verifyDigests() == [])
  }

  @Test func itTakesOverNothingFromTheStart() throws {
    try store.register(Sample.sweep(), runs: [longer], continuing: ["long": "short"])
    try store.record("long", Sample.started(0))
    #expect(try store.result("long")?.metrics == [])
  }

  @Test func itTakesOverOnlyWhatItLacks() throws {
    try store.register(Sample.sweep(), runs: [longer], continuing: ["long": "short"])
    try store.record("long", Sample.started(10), .metrics(epoch: 11, [Metric(.trainLoss, -1)]))
    try store.record("long", Sample.started(12))
    let losses = try #require(try store.result("long")).metrics.flatMap(\.metrics)
      .filter { $0.name == .trainLoss }
    #expect(losses.map(\.value) == Array(0...10).map(Double.init) + [-1, 12])
  }

  @Test func itTakesOverNothingOnceItHasACheckpoint() throws {
    try store.register(Sample.sweep(), runs: [longer], continuing: ["long": "short"])
    try store.record(
      "long", Sample.started(0), .metrics(epoch: 0, [Metric(.testMSE, 0)]),
      .checkpoint(Sample.checkpoint(2, folder: "long")))
    try store.record("long", Sample.started(2))
    #expect(try store.result("long")?.metrics.map(\.epoch) == [0])
  }

  @Test func anAncestorThatIsNotStoredIsRefused() throws {
    let error = #expect(throws: StoreError.self) {
      try store.register(Sample.sweep(), runs: [longer], continuing: ["long": "nobody"])
    }
    #expect(error?.code == .unknown)
  }
}
