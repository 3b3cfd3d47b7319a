import Experiments
import Files

/// What a killed sweep may leave in the folders of runs: files under temporary names, and
/// checkpoints that no row names (any more, or yet). Only for who holds the store, while no worker
/// of its own is at work.
struct Leftovers {
  private let place: SavePlace
  private let recorded: Set<String>

  /// - Parameter progress: All runs of the store as it is now.
  init(_ place: SavePlace, _ progress: StoredProgress) {
    self.place = place
    recorded = Set(progress.runs.values.flatMap { $0.checkpoints.map(\.file) })
  }

  /// Removes a run's.
  func remove(of run: Run) {
    for file in files(in: place.home(run.id)) { place.files.remove(file) }
    for name in place.files.names(in: "\(run.folder)/figs") where SafeFolder.isTemporary(name) {
      place.files.remove("\(run.folder)/figs/\(name)")
    }
  }

  /// What is left over in a home.
  func files(in home: RunHome) -> [String] {
    place.files.names(in: home.checkpoints).filter { name in
      SafeFolder.isTemporary(name)
        || Checkpoint.isName(name) && !recorded.contains("\(home.checkpoints)/\(name)")
    }.map { "\(home.checkpoints)/\($0)" }
  }
}
