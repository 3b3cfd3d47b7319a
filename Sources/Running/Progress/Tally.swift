import Experiments
import Scheduling

/// How far a sweep has come, from its events.
package struct Tally {
  /// A run that is on.
  package struct Running {
    package let run: Run
    /// What it takes is expected from.
    let kind: RunKind
    /// Whether its steps are those of which it is to do so many.
    let hasBudget: Bool
    var epoch: Int
    var batch: Int
    var batches = 0
    var loss: Double?
    var rate = 0.0
    /// The last value of the metric that stands for a run.
    var headline: Double?
    /// How much of it is done, as it says itself.
    var said: Double?

    /// Passes completed, with the part of the next.
    var position: Double {
      let said = said.map { $0 * Double(kind.epochs) } ?? 0
      guard hasBudget else { return said }
      // What it measured may be news of a later step than its last word on how far it is.
      return max(said, Double(epoch) + (batches > 0 ? Double(batch) / Double(batches) : 0))
    }

    /// How much of the run is done, 0 to 1.
    package var share: Double { kind.epochs == 0 ? 1 : min(1, position / Double(kind.epochs)) }

    /// Epochs that are left.
    var left: Double { max(0, Double(kind.epochs) - position) }
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
  package private(set) var running: [String: Running] = [:]
  /// Runs that ended in this session, and how.
  private(set) var finished = 0
  private(set) var diverged = 0
  private(set) var failed = 0
  private(set) var interrupted = 0
  /// Runs that were to be run.
  let total: Int
  /// What the runs' trainer declares.
  package let manifest: Manifest
  private let slots: Int
  private var costs: CostModel
  /// Epochs of the runs that wait.
  private var waiting: [String: (kind: RunKind, epochs: Double)] = [:]
  /// The same by kind.
  private var epochsWaiting: [RunKind: Double] = [:]

  /// - Parameters:
  ///   - jobs: What is to be run.
  ///   - costs: What runs cost, as far as that is known.
  ///   - manifest: What their trainer declares.
  ///   - slots: Runs at a time.
  init(_ jobs: [Job], _ costs: CostModel, _ manifest: Manifest, slots: Int) {
    total = jobs.count
    self.manifest = manifest
    self.costs = costs
    self.slots = slots
    for job in jobs {
      let done = hasBudget ? job.assignment.checkpoints.first?.epoch ?? 0 : 0
      let run = job.assignment.run
      wait(run, epochs: Double(max(0, kind(of: run).epochs - done)))
    }
  }

  /// Takes an event.
  package mutating func take(_ scheduled: ScheduledEvent, now: Double) {
    let id = scheduled.run.id
    switch scheduled.event {
    case .started(let epoch, let batch, _):
      let run = scheduled.run
      start(
        Running(run: run, kind: kind(of: run), hasBudget: hasBudget, epoch: epoch, batch: batch),
        now)
    case .progress(let progress):
      running[id]?.said = progress.share
      running[id]?.epoch = progress.epoch
      running[id]?.batch = progress.batch
      running[id]?.batches = progress.batches
      running[id]?.loss = progress.loss
      running[id]?.rate = progress.sequencesPerSecond
    case .metrics(let epoch, let metrics):
      running[id]?.epoch = epoch
      running[id]?.batch = 0
      for metric in metrics where metric.name == manifest.headline {
        running[id]?.headline = metric.value
      }
    case .ended(let end): count(end, of: scheduled.run, willRetry: scheduled.willRetry)
    case .groundTruth, .reconstruction, .artifact, .checkpoint, .obsolete, .warning, .cost: break
    }
  }

  /// Runs that came to an end.
  var ended: Int { finished + diverged + failed }

  /// When all will be done.
  package func forecast(now: Double) -> Forecast {
    Forecast(
      costs: costs, running: running.values.map { $0.observed(at: now) },
      waiting: epochsWaiting.filter { $0.value > 0 }, slots: slots)
  }

  /// What a board says of time: until all is done, and until each run that is on is, by id.
  func timesLeft(now: Double) -> (all: Double?, runs: [String: Double]) {
    let forecast = forecast(now: now)
    let runs = running.values.map { (id: $0.run.id, observed: $0.observed(at: now)) }
    let times = zip(runs, forecast.known(runs.map(\.observed)))
    let known = times.compactMap { run, left in left.map { (run.id, $0) } }
    return (forecast.known, Dictionary(known, uniquingKeysWith: { $1 }))
  }

  /// How many kinds of runs wait: a forecast goes through all of them.
  var kindsWaiting: Int { epochsWaiting.count }

  /// The least and the most seconds until a run that is on is done; `nil` where nobody knows.
  package func secondsLeft(
    of run: Running, _ forecast: Forecast, now: Double
  ) -> ClosedRange<Double>? {
    forecast.knownRange(of: run.observed(at: now))
  }

  private mutating func start(_ run: Running, _ now: Double) {
    var run = run
    (run.first, run.start) = (run.position, now)
    running[run.run.id] = run
    stopWaiting(run.run.id)
  }

  private var hasBudget: Bool { manifest.parameter(.budget) != nil }

  private func kind(of run: Run) -> RunKind { RunKind(run.configuration, manifest) }

  private mutating func stopWaiting(_ id: String) {
    guard let before = waiting.removeValue(forKey: id) else { return }
    epochsWaiting[before.kind, default: 0] -= before.epochs
  }

  private mutating func wait(_ run: Run, epochs: Double) {
    let kind = kind(of: run)
    waiting[run.id] = (kind, epochs)
    epochsWaiting[kind, default: 0] += epochs
  }

  private mutating func count(_ end: RunEnd, of run: Run, willRetry: Bool) {
    let state = running.removeValue(forKey: run.id)
    stopWaiting(run.id)
    if willRetry {
      let left = state?.left ?? Double(kind(of: run).epochs)
      return wait(run, epochs: left)
    }
    switch end {
    case .finished(let seconds, let sequences):
      finished += 1
      costs.learn(KindCost(kind: kind(of: run), seconds: seconds, sequences: sequences))
    case .diverged: diverged += 1
    case .failed: failed += 1
    case .interrupted: interrupted += 1
    }
  }
}
