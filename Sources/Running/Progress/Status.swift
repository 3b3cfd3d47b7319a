import Experiments
import Foundation
import Scheduling
import Storage

/// What `status` says of a store.
package struct Status: Encodable {
  struct Sweep: Encodable {
    let name: String
    let counts: [String: Int]
    let runs: Int
    let seconds: Double
    /// Seconds until all its runs are done; 0 where none is left, or nobody knows.
    let secondsLeft: Double
    /// When that will be; `nil` where nothing runs, or nobody knows.
    let ends: Date?
    let changed: Date?
    /// Where a search is; `nil` where the sweep is none.
    let search: String?
    /// The time that is left, for a terminal; `nil` where nothing runs.
    let timeLeft: String?

    enum CodingKeys: CodingKey {
      case name, counts, runs, seconds, secondsLeft, ends, changed, search
    }
  }

  struct Running: Encodable {
    let label: String
    let sweep: String
    let id: String
    let epoch: Int
    let epochs: Int
    let attempt: Int
    let trainLoss: EpochValue?
    let testMse: EpochValue?
    /// Of a program's run: the last values by the metrics' names.
    let metrics: [String: EpochValue]?
    let secondsLeft: Double
    /// Where it is, what came of it so far and when it will be done, for a terminal.
    let place: String
    let shown: [String]
    let timeLeft: String
    /// The same as a board shows it.
    let line: BoardState.Run

    enum CodingKeys: CodingKey {
      case label, sweep, id, epoch, epochs, attempt, trainLoss, testMse, metrics, secondsLeft
    }
  }

  let store: String
  let isRunning: Bool
  let holder: String?
  let sweeps: [Sweep]
  let running: [Running]
  let failed: [String]
  /// Tasks on other machines; `nil` where there are none.
  let elsewhere: [ElsewhereStatus]?
  /// Those that failed, as a board shows them, by sweep.
  let failures: [String: [BoardState.Failed]]

  enum CodingKeys: CodingKey {
    case store, isRunning, holder, sweeps, running, failed, elsewhere
  }

  // As many as any terminal has room for.
  private static let mostFailures = 20

  /// - Parameters:
  ///   - now: By the wall clock.
  ///   - saveFolder: Where tasks on other machines leave what they do.
  ///   - peak: This machine's speed, as `Engine.peak` measures it; asked for where no run was timed.
  ///   - slots: So many runs at a time would go on with what is left; asked for where none is on.
  package init(
    of store: ResultStore, now: Date, saveFolder: String, peak: () -> Double = Engine.peak,
    slots: () -> Slots
  ) throws {
    let (running, holder) = store.isSweepRunning()
    let status = try store.status()
    self.store = store.path
    isRunning = running
    self.holder = holder?.description
    let outlooks = try status.sweeps.map { try Outlook($0, status, store, now, peak, slots) }
    sweeps = outlooks.map { $0.sweep(isRunning: running, now) }
    self.running = outlooks.flatMap(\.running)
    let elsewhere = ElsewhereStatus.all(in: saveFolder, sweeps: status.sweeps.map(\.name))
    self.elsewhere = elsewhere.isEmpty ? nil : elsewhere
    failed = status.failed.map { "\($0.label) of \($0.sweep): \($0.failure ?? "unknown")" }
    failures = Dictionary(grouping: status.failed, by: \.sweep).mapValues { runs in
      runs.suffix(Self.mostFailures).map {
        BoardState.Failed($0.sweep, label: $0.label, id: $0.id, cause: $0.failure ?? "unknown")
      }
    }
  }
}

/// What is to be expected of one sweep.
private struct Outlook {
  private let summary: SweepSummary
  private let forecast: Forecast
  private let listings: [RunListing]
  private let status: StoreStatus
  private let now: Double
  private let search: String?

  package init(
    _ summary: SweepSummary, _ status: StoreStatus, _ store: ResultStore, _ now: Date,
    _ peak: () -> Double, _ slots: () -> Slots
  ) throws {
    self.summary = summary
    self.status = status
    self.now = now.timeIntervalSince1970
    listings = status.running.filter { $0.sweep == summary.name }
    let record = try store.record(of: summary.name)
    search = try record.placeOfSearch(in: store)
    let dataset = record.dataset
    let isUnfinished = !summary.epochsLeft.isEmpty
    let costs = CostModel(status.costs, dataset: dataset) { isUnfinished ? peak() : 0 }
    let time = now.timeIntervalSince1970
    let running = listings.compactMap { Self.observed($0, status, time) }
    var waiting = summary.epochsLeft.mapValues(Double.init)
    for run in running { waiting[run.kind, default: 0] -= run.left }
    forecast = Forecast(
      costs: costs, running: running, waiting: waiting.filter { $0.value > 0 },
      slots: listings.isEmpty ? slots().count : listings.count)
  }

  /// A run that is on, as far as the store knows; half an epoch is not known of.
  private static func observed(
    _ run: RunListing, _ status: StoreStatus, _ now: Double
  ) -> Forecast.Running? {
    guard let kind = status.kinds[run.id], let progress = status.progress[run.id] else {
      return nil
    }
    let left = Double(max(0, kind.epochs - run.epochs))
    let done = Double(max(0, run.epochs - progress.firstEpoch)) + min(0.5, left)
    return Forecast.Running(
      kind: kind, done: done, seconds: max(0, now - Double(progress.started)), left: left)
  }

  private var timeLeft: String {
    guard let range = forecast.knownRange else { return "time unknown until a run was measured" }
    return ProgressText.isOne(range)
      ? "about \(ProgressText.timeLeft(range))" : ProgressText.timeLeft(range)
  }

  func sweep(isRunning: Bool, _ now: Date) -> Status.Sweep {
    let left = forecast.known
    let isOn = isRunning && !listings.isEmpty
    return Status.Sweep(
      name: summary.name,
      counts: Dictionary(uniqueKeysWithValues: summary.counts.map { ($0.key.rawValue, $0.value) }),
      runs: summary.runs, seconds: summary.seconds, secondsLeft: left ?? 0,
      ends: isOn ? left.map(now.addingTimeInterval) : nil,
      changed: summary.changed, search: search, timeLeft: isOn ? timeLeft : nil)
  }

  var running: [Status.Running] {
    listings.map { run in
      let observed = Self.observed(run, status, now)
      return Status.Running(
        run, status, left: observed.flatMap { forecast.known([$0])[0] },
        bounds: observed.flatMap(forecast.knownRange), seconds: observed?.seconds ?? 0)
    }
  }
}

extension Status.Running {
  fileprivate init(
    _ run: RunListing, _ status: StoreStatus, left: Double?, bounds: ClosedRange<Double>?,
    seconds: Double
  ) {
    let progress = status.progress[run.id]
    let manifest = status.manifests[run.sweep] ?? Trainers.own.standard
    (label, sweep, id, attempt) = (run.label, run.sweep, run.id, run.attempts)
    (epoch, epochs) = (run.epochs, status.kinds[run.id]?.epochs ?? 0)
    let isOurs = manifest.takesData
    trainLoss = isOurs ? progress?.first : nil
    testMse = isOurs ? progress?.headline : nil
    metrics = isOurs ? nil : Self.metrics(progress, manifest)
    secondsLeft = left ?? 0
    let hasBudget = manifest.parameter(.budget) != nil
    place = hasBudget ? "epoch \(epoch)/\(epochs)" : "step \(epoch)"
    shown = Self.shown(progress, manifest)
    timeLeft =
      hasBudget && epoch >= epochs ? "finishing" : bounds.map(ProgressText.timeLeft) ?? ""
    line = Self.line(
      run, progress, manifest, steps: hasBudget ? epochs : nil, left: left, seconds: seconds)
  }

  private static func line(
    _ run: RunListing, _ progress: RunningProgress?, _ manifest: Manifest, steps: Int?,
    left: Double?, seconds: Double
  ) -> BoardState.Run {
    var line = BoardState.Run(label: BoardText(run.label))
    (line.unit, line.step, line.steps, line.left) = (manifest.unit, run.epochs, steps, left)
    line.loss = manifest.takesData ? progress?.first?.value : nil
    line.metric = manifest.takesData ? "test" : manifest.headline?.rawValue ?? ""
    line.values = progress?.headlines.map(\.value) ?? []
    let done = Double(run.epochs - (progress?.firstEpoch ?? run.epochs))
    if done > 0, seconds > 0 { line.rate = 60 * done / seconds }
    line.rateUnit = "\(manifest.unit)s/min"
    return line
  }

  private static func metrics(
    _ progress: RunningProgress?, _ manifest: Manifest
  ) -> [String: EpochValue] {
    let found = [
      (manifest.metrics.first?.name, progress?.first), (manifest.headline, progress?.headline),
    ]
    let pairs = found.compactMap { name, value in
      name.flatMap { name in value.map { (name.rawValue, $0) } }
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  // Of ours there are short names for both.
  private static func shown(_ progress: RunningProgress?, _ manifest: Manifest) -> [String] {
    let first = manifest.metrics.first?.name
    let (one, other) =
      manifest.takesData
      ? ("loss", "test") : (first?.rawValue ?? "", manifest.headline?.rawValue ?? "")
    let loss = first == manifest.headline ? nil : progress?.first
    return [
      loss.map { "\(one) \(ProgressText.number($0.value))" } ?? "",
      progress?.headline.map {
        "\(other) \(ProgressText.number($0.value)) (\(manifest.unit) \($0.epoch))"
      } ?? "",
    ]
  }
}
