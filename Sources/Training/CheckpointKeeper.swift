import Experiments

/// Writes a run's checkpoints and names those that are no longer needed.
///
/// Needed are those of figure epochs and the last two. The others are only named: until whoever
/// records has recorded a newer one, it may be that one of them is all it knows.
struct CheckpointKeeper {
  private let folder: RunFolder
  private let configuration: Configuration
  private var passing: [Checkpoint]

  init(_ folder: RunFolder, _ configuration: Configuration, known: [Checkpoint]) {
    self.folder = folder
    self.configuration = configuration
    let lasting = known.filter { Self.isKept($0, configuration) }
    passing = known.reversed().filter {
      !lasting.contains($0) && $0.file.hasPrefix("\(folder.path)/")
    }
    folder.removeLeftovers(keeping: Set(known.map { Self.name($0) }))
  }

  private static func isKept(_ checkpoint: Checkpoint, _ configuration: Configuration) -> Bool {
    checkpoint.batch == 0 && configuration.train.figureEpochs.contains(checkpoint.epoch)
  }

  private static func name(_ checkpoint: Checkpoint) -> String {
    checkpoint.file.split(separator: "/").last.map(String.init) ?? checkpoint.file
  }

  /// Writes a state; returns the event that says so.
  mutating func save(_ state: TrainingState, _ learner: Learner) throws(TrainingError) -> RunEvent {
    let bytes = CheckpointCoding.encode(state, learner, configuration)
    let name = CheckpointCoding.fileName(state)
    let file = try folder.write(checkpoint: bytes, as: name)
    let checkpoint = Checkpoint(
      epoch: state.epoch, batch: state.batch, file: file, contents: bytes)
    passing.removeAll { $0.file == checkpoint.file }
    let removed = passing.dropLast().map(\.file)
    passing = passing.suffix(1)
    if !Self.isKept(checkpoint, configuration) { passing.append(checkpoint) }
    return .checkpoint(checkpoint, removed: removed)
  }
}
