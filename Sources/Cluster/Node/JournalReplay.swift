import Experiments
import Files

/// What earlier attempts at a run have left, as their journals say: for whoever goes on without
/// having been told.
struct JournalReplay {
  /// Checkpoints, newest first, under all names that their files may have by now.
  private(set) var checkpoints: [Checkpoint] = []
  /// Whether the run came to its end.
  private(set) var isDone = false

  private static let most = 4

  /// Reads all journals of a run. What cannot be read is as if it had not been written.
  init(_ assignment: Assignment) {
    let (files, home) = (SafeFolder(assignment.saveFolder), RunHome(path: assignment.home))
    var reader = JournalReader(files, home, run: assignment.run.id, after: nil)
    var said: [Checkpoint] = []
    var before: [Int]
    repeat {
      before = reader.position
      for entry in (try? reader.next()) ?? [] { take(entry.event, &said) }
    } while reader.position != before
    // Older ones were removed, but for those that stay.
    checkpoints = (said.suffix(Self.most) + assignment.checkpoints).flatMap {
      Self.names(of: $0, in: home)
    }
    .sorted { ($1.epoch, $1.batch) < ($0.epoch, $0.batch) }
  }

  private mutating func take(_ event: RunEvent, _ said: inout [Checkpoint]) {
    switch event {
    case .started(let epoch, let batch, _):
      said.removeAll { $0.isBeyond(epoch: epoch, batch: batch) }
    case .checkpoint(let saved): said.append(saved)
    case .ended(.finished), .ended(.diverged): isDone = true
    default: break
    }
  }

  // Who holds the store may have given it its lasting name meanwhile.
  private static func names(of saved: Checkpoint, in home: RunHome) -> [Checkpoint] {
    let lasting = SafeFolder.lastingName(ofTemporary: saved.name)
    return [saved] + (lasting.map { [saved.moved(to: "\(home.checkpoints)/\($0)")] } ?? [])
  }
}
