import Cluster
import Experiments
import Files

/// What a killed sweep may leave in the folders of runs: files under temporary names, and
/// checkpoints that no row names (any more, or yet). Only for who holds the store, while no worker
/// of its own is at work.
struct Leftovers {
  private let place: SavePlace
  private let recorded: Set<String>
  /// Runs that may go on elsewhere: nothing of theirs is left over.
  private let live: Set<String>

  /// - Parameters:
  ///   - progress: All runs of the store as it is now.
  ///   - live: Ids of runs that may go on elsewhere.
  init(_ place: SavePlace, _ progress: StoredProgress, live: Set<String> = []) {
    self.place = place
    self.live = live
    recorded = Set(progress.runs.values.flatMap { $0.checkpoints.map(\.file) })
  }

  /// Removes a run's.
  ///
  /// - Returns: Whether journals were among them.
  @discardableResult func remove(of run: Run) -> Bool {
    guard !live.contains(run.id) else { return false }
    let journals = journals(in: place.home(run.id))
    for file in journals { place.files.remove(file) }
    for file in files(in: place.home(run.id)) { place.files.remove(file) }
    for name in place.files.names(in: "\(run.folder)/figs") where SafeFolder.isTemporary(name) {
      place.files.remove("\(run.folder)/figs/\(name)")
    }
    return !journals.isEmpty
  }

  /// The journals in a home.
  private func journals(in home: RunHome) -> [String] {
    Journal.numbers(among: place.files.names(in: home.path)).map { Journal.file($0, in: home) }
  }

  /// What is left over in a home.
  func files(in home: RunHome) -> [String] {
    let id = home.path.split(separator: "/").last.map(String.init) ?? ""
    guard !live.contains(id) else { return [] }
    return place.files.names(in: home.checkpoints).filter { name in
      SafeFolder.isTemporary(name)
        || Checkpoint.isName(name) && !recorded.contains("\(home.checkpoints)/\(name)")
    }.map { "\(home.checkpoints)/\($0)" }
  }
}
