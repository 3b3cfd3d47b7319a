import Experiments
import Files

/// The checkpoints of a run on its machine: those that nobody will need are removed there, since a
/// disk would fill while nobody looks. Their names are the worker's own; what has a lasting name is
/// for whoever gave it.
struct PassingCheckpoints {
  private let files: SafeFolder
  private let kept: Set<Int>
  /// Oldest first.
  private var said: [Checkpoint] = []

  /// - Parameter kept: States whose checkpoints stay.
  init(_ files: SafeFolder, kept: [Int], before: [Checkpoint]) {
    self.files = files
    self.kept = Set(kept)
    said = before.filter { SafeFolder.isTemporary($0.name) }.reversed()
  }

  /// Takes what happened, once it is durable in the journal.
  mutating func take(_ event: RunEvent) {
    switch event {
    case .started(let epoch, let batch, _):
      said.removeAll { $0.isBeyond(epoch: epoch, batch: batch) }
    case .checkpoint(let saved):
      said.append(saved)
      // Two, since the newest one's file may turn out to be damaged.
      remove(passing.dropLast(2))
    case .ended(.finished):
      let last = said.last
      remove(passing.filter { $0 != last }[...])
    default: break
    }
  }

  private var passing: [Checkpoint] { said.filter { $0.batch > 0 || !kept.contains($0.epoch) } }

  private mutating func remove(_ surplus: ArraySlice<Checkpoint>) {
    for saved in surplus { files.remove(saved.file) }
    let gone = Set(surplus.map(\.file))
    said.removeAll { gone.contains($0.file) }
  }
}
