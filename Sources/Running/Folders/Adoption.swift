import Experiments
import Files

/// What a run takes over of a shorter one that it extends: a second name, in its own home, for each
/// checkpoint that it needs too. Whoever of the two goes first, the other keeps its files.
struct Adoption {
  let place: SavePlace
  /// What the runs' trainer declares.
  let manifest: Manifest

  /// Takes over the checkpoint to go on from and those of the run's figure epochs.
  ///
  /// - Returns: Newest first; only files that are what was recorded.
  /// - Throws: `FileError`.
  func checkpoints(for planned: PlannedRun) throws(FileError) -> [Checkpoint] {
    let (run, home) = (planned.run, place.home(planned.run.id))
    let whole = planned.checkpoints.filter { place.files.fault(of: $0) == nil }
    let needed = whole.enumerated().filter { index, checkpoint in
      index == 0 || manifest.keeps(checkpoint, of: run.configuration)
    }.map(\.element)
    var taken: [Checkpoint] = []
    for checkpoint in needed {
      let file = "\(home.checkpoints)/\(checkpoint.name)"
      try place.files.addName(file, to: checkpoint.file)
      taken.append(checkpoint.moved(to: file))
    }
    return taken
  }
}
