import Experiments

/// Which of a run's checkpoints are needed: those of figure epochs; until the run is finished the
/// newest two of the others; then the last.
///
/// Two, since the file of the newest may turn out to be damaged.
struct CheckpointShelf {
  private let home: RunHome
  private let configuration: Configuration
  private let manifest: Manifest
  /// Oldest first.
  private var checkpoints: [Checkpoint]
  /// Those of a shorter run that have names in this one's home; recorded once it has begun.
  private var adopted: [Checkpoint]

  /// - Parameter manifest: What the run's trainer declares.
  init(_ planned: PlannedRun, _ home: RunHome, _ manifest: Manifest) {
    self.manifest = manifest
    self.home = home
    configuration = planned.run.configuration
    checkpoints = planned.checkpoints.reversed()
    adopted = planned.continues == nil ? [] : checkpoints
  }

  /// Takes what happened.
  ///
  /// - Returns: What else is to be recorded, right after it.
  mutating func take(_ event: RunEvent) -> [RunEvent] {
    switch event {
    case .started(let epoch, let batch, _):
      checkpoints.removeAll { $0.isBeyond(epoch: epoch, batch: batch) }
      defer { adopted = [] }
      return adopted.filter { !$0.isBeyond(epoch: epoch, batch: batch) }.map { .checkpoint($0) }
    case .checkpoint(let saved):
      checkpoints.removeAll { $0.file == saved.file }
      checkpoints.append(saved)
      return drop(passing.dropLast(2))
    case .ended(.finished):
      let last = checkpoints.last
      return drop(passing.filter { $0 != last }[...])
    case .progress, .metrics, .groundTruth, .reconstruction, .artifact, .obsolete, .warning, .cost,
      .ended:
      return []
    }
  }

  private var passing: [Checkpoint] {
    checkpoints.filter { !manifest.keeps($0, of: configuration) && home.holds($0) }
  }

  private mutating func drop(_ surplus: ArraySlice<Checkpoint>) -> [RunEvent] {
    if surplus.isEmpty { return [] }
    let files = surplus.map(\.file)
    checkpoints.removeAll { files.contains($0.file) }
    return [.obsolete(files: files)]
  }
}
