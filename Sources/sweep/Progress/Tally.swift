import Experiments
import Scheduling

/// How far a sweep has come, from its events.
struct Tally {
  /// A run that is on.
  struct Running {
    let run: Run
    var epoch: Int
    var batch: Int
    var batches = 0
    var loss: Double?
    var rate = 0.0
    var testMSE: Double?

    /// Passes completed, with the part of the next.
    var position: Double { Double(epoch) + (batches > 0 ? Double(batch) / Double(batches) : 0) }

    /// How much of the run is done, 0 to 1.
    var share: Double {
      let epochs = run.configuration.train.epochs
      return epochs == 0 ? 1 : min(1, position / Double(epochs))
    }

    /// Seconds left at the present speed; `nil` where it is not known yet.
    var secondsLeft: Double? {
      guard rate > 0, batches > 0 else { return nil }
      let passes = Double(run.configuration.train.epochs) - position
      return passes * Double(batches * run.configuration.train.batchSize) / rate
    }
  }

  /// Runs that are on, by id.
  private(set) var running: [String: Running] = [:]
  /// Runs that ended in this session, and how.
  private(set) var finished = 0
  private(set) var diverged = 0
  private(set) var failed = 0
  private(set) var interrupted = 0
  /// Runs that were to be run.
  let total: Int
  /// Expected seconds by run, at the table's speed.
  private let expected: [String: Double]
  private var startShare: [String: Double] = [:]
  private var expectedDone = 0.0
  private let start: Double

  init(_ jobs: [Job], now: Double) {
    total = jobs.count
    start = now
    expected = Dictionary(
      jobs.map { ($0.assignment.run.id, $0.expectedSeconds) }, uniquingKeysWith: { $1 })
  }

  /// Takes an event.
  mutating func take(_ scheduled: ScheduledEvent) {
    let id = scheduled.run.id
    switch scheduled.event {
    case .started(let epoch, let batch, _):
      running[id] = Running(run: scheduled.run, epoch: epoch, batch: batch)
      startShare[id] = running[id]?.share
    case .progress(let progress):
      running[id]?.epoch = progress.epoch
      running[id]?.batch = progress.batch
      running[id]?.batches = progress.batches
      running[id]?.loss = progress.loss
      running[id]?.rate = progress.sequencesPerSecond
    case .metrics(let epoch, let metrics):
      running[id]?.epoch = epoch
      running[id]?.batch = 0
      for metric in metrics where metric.name == .testMSE { running[id]?.testMSE = metric.value }
    case .ended(let end): count(end, of: id, willRetry: scheduled.willRetry)
    case .groundTruth, .reconstruction, .checkpoint, .obsolete, .warning, .cost: break
    }
  }

  /// Runs that came to an end.
  var ended: Int { finished + diverged + failed }

  /// Seconds until all is done, at the speed so far; `nil` in the first seconds.
  func secondsLeft(now: Double) -> Double? {
    let done = expectedDone + running.values.map(doneInSession).reduce(0, +)
    let elapsed = now - start
    guard elapsed > 5, done > 0 else { return nil }
    return max(0, expected.values.reduce(0, +) - done) * elapsed / done
  }

  private func doneInSession(_ run: Running) -> Double {
    let first = startShare[run.run.id] ?? 0
    guard first < 1 else { return 0 }
    return (expected[run.run.id] ?? 0) * (run.share - first) / (1 - first)
  }

  private mutating func count(_ end: RunEnd, of id: String, willRetry: Bool) {
    running[id] = nil
    guard !willRetry else { return }
    switch end {
    case .finished: finished += 1
    case .diverged: diverged += 1
    case .failed: failed += 1
    case .interrupted:
      interrupted += 1
      return
    }
    expectedDone += expected[id] ?? 0
  }
}
