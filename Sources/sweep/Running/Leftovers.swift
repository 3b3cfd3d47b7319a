import Experiments
import Files

/// What a killed sweep may leave in the folders of runs: files under temporary names, and
/// checkpoints that no row names (any more, or yet).
struct Leftovers {
  private let folder: SafeFolder
  private let recorded: Set<String>

  /// - Parameters:
  ///   - folder: The folder of all runs' files.
  ///   - progress: All runs of the store, after the last event; no worker is left.
  init(_ folder: SafeFolder, _ progress: StoredProgress) {
    self.folder = folder
    recorded = Set(progress.runs.values.flatMap { $0.checkpoints.map(\.file) })
  }

  /// Removes a run's.
  func remove(of run: Run) {
    for place in ["\(run.folder)/checkpoints", "\(run.folder)/figs"] {
      for name in folder.names(in: place) where isLeftover(name, in: place) {
        folder.remove("\(place)/\(name)")
      }
    }
  }

  private func isLeftover(_ name: String, in place: String) -> Bool {
    let isCheckpoint = name.hasPrefix("epoch_") && name.hasSuffix(".safetensors")
    return SafeFolder.isTemporary(name) || (isCheckpoint && !recorded.contains("\(place)/\(name)"))
  }
}
