import Experiments
import Files
import Scheduling
import Storage

/// Hands events to the store in batches: at once where a state changes, else when told to.
///
/// After a failure of the store nothing more is recorded; the failure is kept.
final class Recorder {
  private let store: ResultStore
  private let folder: SafeFolder
  private var pending: [(run: String, event: RunEvent, willRetry: Bool)] = []
  /// Each run's checkpoints, oldest first.
  private var checkpoints: [String: [Checkpoint]] = [:]
  private var lastCommit: Double
  /// Why nothing is recorded any more.
  private(set) var failure: (any Error)?
  /// Values that came out otherwise than before.
  private(set) var conflicts: [String] = []

  private static let secondsBetweenCommits = 0.25

  init(_ store: ResultStore, folder: SafeFolder, planned: [PlannedRun], now: Double) {
    self.store = store
    self.folder = folder
    lastCommit = now
    for run in planned { checkpoints[run.run.id] = run.checkpoints.reversed() }
  }

  /// Takes events; when it returns, an end or a checkpoint among them is safe.
  func record(_ events: [ScheduledEvent], now: Double) {
    guard failure == nil else { return }
    for event in events { add(event) }
    events.contains(where: \.event.changesState) ? commit(now) : commitIfDue(now)
  }

  private func add(_ scheduled: ScheduledEvent) {
    let (run, event) = (scheduled.run, scheduled.event)
    if case .progress = event { return }
    note(event, of: run)
    if let surplus = surplus(after: event, of: run) { pending.append((run.id, surplus, false)) }
    pending.append((run.id, event, scheduled.willRetry))
  }

  /// Commits what waits, where it has waited long enough.
  func commitIfDue(_ now: Double) {
    if now - lastCommit >= Self.secondsBetweenCommits { commit(now) }
  }

  /// Commits what waits.
  func commit(_ now: Double) {
    lastCommit = now
    guard failure == nil, !pending.isEmpty else { return }
    defer { pending = [] }
    do {
      try store.record(pending)
    } catch  where error.code == .conflict {
      conflicts.append(error.what)
    } catch {
      failure = error
      return
    }
    removeObsolete()
  }

  /// Removes files that no row names any more.
  private func removeObsolete() {
    for case (_, .checkpoint(_, let removed), _) in pending { removed.forEach(folder.remove) }
  }

  private func note(_ event: RunEvent, of run: Run) {
    guard case .checkpoint(let saved, let removed) = event else { return }
    let gone = Set(removed + [saved.file])
    checkpoints[run.id, default: []].removeAll { gone.contains($0.file) }
    checkpoints[run.id, default: []].append(saved)
  }

  /// When a run is finished: its checkpoints that are neither of figure epochs nor the last, which
  /// a trainer keeps only until the last is recorded, and the event that drops their rows.
  private func surplus(
    after event: RunEvent, of run: Run
  ) -> RunEvent? {
    guard case .ended(.finished) = event, let last = checkpoints[run.id]?.last else { return nil }
    let figures = run.configuration.train.figureEpochs
    let surplus = (checkpoints[run.id] ?? []).dropLast().filter { checkpoint in
      checkpoint.file.hasPrefix("\(run.folder)/")
        && !(checkpoint.batch == 0 && figures.contains(checkpoint.epoch))
    }.map(\.file)
    checkpoints[run.id] = nil
    return surplus.isEmpty ? nil : .checkpoint(last, removed: surplus)
  }
}

extension RunEvent {
  /// Whether it must be safe before anything follows from it. A start is not: until it is told,
  /// within a quarter of a second, the run only looks as if it waited.
  fileprivate var changesState: Bool {
    switch self {
    case .checkpoint, .ended: true
    case .started, .progress, .metrics, .groundTruth, .reconstruction, .warning, .cost: false
    }
  }
}
