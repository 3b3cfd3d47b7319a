import Experiments
import Files
import Scheduling
import Storage

/// Hands events to the store in batches: at once where a state changes, else when told to.
///
/// After a failure of the store nothing more is recorded; the failure is kept.
final class Recorder {
  private let store: ResultStore
  private let place: SavePlace
  private var pending: [(run: String, event: RunEvent, willRetry: Bool)] = []
  /// How far journals were read with what waits.
  private var marks: [String: JournalMark] = [:]
  /// What is known of each run's checkpoints.
  private var shelves: [String: CheckpointShelf] = [:]
  private var lastCommit: Double
  /// Why nothing is recorded any more.
  private(set) var failure: (any Error)?
  /// Values that came out otherwise than before.
  private(set) var conflicts: [String] = []

  private static let secondsBetweenCommits = 0.25

  /// - Parameter manifest: What the runs' trainer declares.
  init(
    _ store: ResultStore, _ place: SavePlace, _ manifest: Manifest, planned: [PlannedRun],
    now: Double
  ) {
    self.store = store
    self.place = place
    lastCommit = now
    for run in planned {
      shelves[run.run.id] = CheckpointShelf(run, place.home(run.run.id), manifest)
    }
  }

  /// Takes events; when it returns, an end or a checkpoint among them is safe.
  func record(_ events: [ScheduledEvent], now: Double) {
    guard failure == nil else { return }
    for event in events { add(event) }
    events.contains(where: \.event.changesState) ? commit(now) : commitIfDue(now)
  }

  private func add(_ scheduled: ScheduledEvent) {
    let (run, event) = (scheduled.run, scheduled.event)
    if let mark = scheduled.mark { marks[run.id] = mark }
    if case .progress = event { return }
    pending.append((run.id, event, scheduled.willRetry))
    let more = shelves[run.id]?.take(event) ?? []
    pending += more.map { (run.id, $0, false) }
    if case .ended(.finished) = event { shelves[run.id] = nil }
  }

  /// Commits what waits, where it has waited long enough.
  func commitIfDue(_ now: Double) {
    if now - lastCommit >= Self.secondsBetweenCommits { commit(now) }
  }

  /// Commits what waits.
  func commit(_ now: Double) {
    lastCommit = now
    guard failure == nil, !pending.isEmpty else { return }
    defer { (pending, marks) = ([], [:]) }
    do {
      try store.record(pending, marks: marks)
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
    for case (_, .obsolete(let files), _) in pending { files.forEach(place.files.remove) }
  }
}

extension RunEvent {
  /// Whether it must be safe before anything follows from it. A start is not: until it is told,
  /// within a quarter of a second, the run only looks as if it waited.
  fileprivate var changesState: Bool {
    switch self {
    case .checkpoint, .ended: true
    case .started, .progress, .metrics, .groundTruth, .reconstruction, .artifact, .obsolete,
      .warning, .cost:
      false
    }
  }
}
