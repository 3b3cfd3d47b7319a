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

    /// What it takes is expected from.
    var kind: RunKind { RunKind(run.configuration) }
    /// Epochs that are left.
    var left: Double { max(0, Double(run.configuration.train.epochs) - position) }
    /// Where this attempt began, and when.
    fileprivate var first = 0.0
    fileprivate var start = 0.0

    /// As a forecast sees it.
    fileprivate func observed(at now: Double) -> Forecast.Running {
      Forecast.Running(
        kind: kind, done: max(0, position - first), seconds: max(0, now - start), left: left)
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
  private let slots: Int
  private var costs: CostModel
  /// Epochs of the runs that wait.
  private var waiting: [String: (kind: RunKind, epochs: Double)] = [:]
  /// The same by kind.
  private var epochsWaiting: [RunKind: Double] = [:]

  /// - Parameters:
  ///   - jobs: What is to be run.
  ///   - costs: What runs cost, as far as that is known.
  ///   - slots: Runs at a time.
  init(_ jobs: [Job], _ costs: CostModel, slots: Int) {
    total = jobs.count
    self.costs = costs
    self.slots = slots
    for job in jobs {
      let (run, done) = (job.assignment.run, job.assignment.checkpoints.first?.epoch ?? 0)
      wait(run, epochs: Double(max(0, run.configuration.train.epochs - done)))
    }
  }

  /// Takes an event.
  mutating func take(_ scheduled: ScheduledEvent, now: Double) {
    let id = scheduled.run.id
    switch scheduled.event {
    case .started(let epoch, let batch, _):
      start(Running(run: scheduled.run, epoch: epoch, batch: batch), now)
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
    case .ended(let end): count(end, of: scheduled.run, willRetry: scheduled.willRetry)
    case .groundTruth, .reconstruction, .artifact, .checkpoint, .obsolete, .warning, .cost: break
    }
  }

  /// Runs that came to an end.
  var ended: Int { finished + diverged + failed }

  /// When all will be done.
  func forecast(now: Double) -> Forecast {
    Forecast(
      costs: costs, running: running.values.map { $0.observed(at: now) },
      waiting: epochsWaiting.filter { $0.value > 0 }, slots: slots)
  }

  /// Seconds until a run that is on is done.
  func secondsLeft(of run: Running, _ forecast: Forecast, now: Double) -> Double {
    forecast.seconds(of: run.observed(at: now))
  }

  private mutating func start(_ run: Running, _ now: Double) {
    var run = run
    (run.first, run.start) = (Double(run.epoch), now)
    running[run.run.id] = run
    stopWaiting(run.run.id)
  }

  private mutating func stopWaiting(_ id: String) {
    guard let before = waiting.removeValue(forKey: id) else { return }
    epochsWaiting[before.kind, default: 0] -= before.epochs
  }

  private mutating func wait(_ run: Run, epochs: Double) {
    let kind = RunKind(run.configuration)
    waiting[run.id] = (kind, epochs)
    epochsWaiting[kind, default: 0] += epochs
  }

  private mutating func count(_ end: RunEnd, of run: Run, willRetry: Bool) {
    let state = running.removeValue(forKey: run.id)
    stopWaiting(run.id)
    if willRetry {
      let left = state?.left ?? Double(run.configuration.train.epochs)
      return wait(run, epochs: left)
    }
    switch end {
    case .finished(let seconds, let sequences):
      finished += 1
      costs.learn(
        KindCost(kind: RunKind(run.configuration), seconds: seconds, sequences: sequences))
    case .diverged: diverged += 1
    case .failed: failed += 1
    case .interrupted: interrupted += 1
    }
  }
}
