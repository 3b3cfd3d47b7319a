import Experiments
import Foundation
import Scheduling

/// A board of a sweep that this process runs, fed by its events.
package struct LiveBoard: Sendable {
  private var tally: Tally
  private let title: BoardTitle
  private var places = BoardPlaces()
  private var labels: [String: BoardText] = [:]
  private var values: [String: [Double]] = [:]
  private var failures: [BoardState.Failed] = []
  private var times: (at: Double, all: Double?, runs: [String: Double])?
  private var isStale = false
  private var second = -1.0
  private var hasChanged = true

  // As many as a small curve shows, and as many as any terminal has room for.
  private static let mostValues = 16
  private static let mostFailures = 20
  // A forecast goes through all kinds of runs; so many of them make it a second rarer.
  private static let kindsPerSecond = 500.0

  package init(_ tally: Tally, _ title: BoardTitle) {
    (self.tally, self.title) = (tally, title)
  }

  /// Runs that are on.
  package var running: Int { tally.running.count }

  /// What the runs' trainer declares.
  package var manifest: Manifest { tally.manifest }

  /// Takes an event.
  package mutating func take(_ scheduled: ScheduledEvent, now: Double) {
    tally.take(scheduled, now: now)
    hasChanged = true
    let run = scheduled.run
    switch scheduled.event {
    case .started:
      places.enter(run.id)
      labels[run.id] = BoardText(run.label)
      isStale = true
    case .metrics(_, let metrics): add(metrics, of: run)
    case .ended(let end):
      leave(run)
      if !scheduled.willRetry { note(end, of: run) }
    case .progress, .groundTruth, .reconstruction, .artifact, .checkpoint, .obsolete, .warning,
      .cost:
      break
    }
  }

  private mutating func add(_ metrics: [Metric], of run: Run) {
    for metric in metrics where metric.name == tally.manifest.headline {
      values[run.id, default: []].append(metric.value)
      if values[run.id]!.count > Self.mostValues { values[run.id]!.removeFirst() }
    }
  }

  private mutating func leave(_ run: Run) {
    places.leave(run.id)
    labels[run.id] = nil
    values[run.id] = nil
    isStale = true
  }

  private mutating func note(_ end: RunEnd, of run: Run) {
    guard case .failed(let reason) = end else { return }
    failures.append(
      BoardState.Failed(title.sweep, label: run.label, id: run.id, cause: reason.words))
    if failures.count > Self.mostFailures { failures.removeFirst() }
  }

  /// Whether there may be something new to show: an event, or another second.
  ///
  /// - Parameter now: By a clock that never jumps.
  package func isDue(now: Double) -> Bool { hasChanged || now.rounded(.down) != second }

  /// What is to be shown.
  ///
  /// - Parameters:
  ///   - now: By a clock that never jumps.
  ///   - date: By the wall clock.
  package mutating func state(now: Double, date: Date) -> BoardState {
    (second, hasChanged) = (now.rounded(.down), false)
    estimate(now)
    var state = BoardState(sweep: BoardText(title.sweep))
    count(&state)
    state.stage = title.stage.map { BoardText("\($0); \(tally.ended) of \(tally.total) done") }
    state.left = left(times?.all, now)
    state.ends = state.left.map { StatusText.clock(date.addingTimeInterval($0), today: date) }
    state.runs = places.entered.compactMap { run($0, now) }
    state.failures = failures
    return state
  }

  private func count(_ state: inout BoardState) {
    state.total = title.settled + tally.total
    state.done = title.settled + tally.finished + tally.diverged
    (state.diverged, state.failed) = (tally.diverged, tally.failed)
    let parts = places.entered.reduce(0) { $0 + (tally.running[$1]?.share ?? 0) }
    state.share = (Double(state.done + state.failed) + parts) / Double(max(1, state.total))
  }

  private func run(_ id: String, _ now: Double) -> BoardState.Run? {
    guard let run = tally.running[id], let label = labels[id] else { return nil }
    var shown = BoardState.Run(label: label)
    (shown.unit, shown.step, shown.share) = (manifest.unit, run.epoch, run.said)
    shown.steps = run.hasBudget ? run.kind.epochs : nil
    shown.loss = run.loss
    shown.metric = manifest.takesData ? "test" : manifest.headline?.rawValue ?? ""
    shown.values = values[id] ?? []
    (shown.rate, shown.rateUnit) = (run.rate, manifest.takesData ? "seq/s" : "steps/s")
    shown.left = left(times?.runs[id], now)
    return shown
  }

  /// So many seconds were left when that was estimated.
  private func left(_ seconds: Double?, _ now: Double) -> Double? {
    seconds.map { max(1, $0 - max(0, now - (times?.at ?? now))) }
  }

  private mutating func estimate(_ now: Double) {
    let pause = 1 + Double(tally.kindsWaiting) / Self.kindsPerSecond
    if let times, now - times.at < (isStale ? pause / 4 : pause) { return }
    let found = tally.timesLeft(now: now)
    (times, isStale) = ((now, found.all, found.runs), false)
  }
}
