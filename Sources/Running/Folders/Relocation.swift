import Experiments
import Files
import Foundation
import Storage

/// Brings recorded checkpoints into the homes of their runs: those of stores that older versions
/// wrote, whose files lie by label, and those of a copied store, whose files are the first one's.
///
/// A file gets its second name first, then its row is changed, then the old name goes and the folder
/// becomes a view: so it can be killed anywhere and goes on, and nothing is copied.
struct Relocation {
  private let place: SavePlace
  private let moves: [(from: Checkpoint, to: String)]
  /// Which run's files lay in which folder of an older version.
  private let owners: [String: String]

  /// - Parameter progress: All runs of the store.
  init(_ progress: StoredProgress, to place: SavePlace) {
    self.place = place
    var moves: [(from: Checkpoint, to: String)] = []
    var owners = Self.begun(place)
    for run in progress.runs.values.sorted(by: { $0.id < $1.id }) {
      let home = place.home(run.id)
      for checkpoint in run.checkpoints where !home.holds(checkpoint) {
        moves.append(
          (checkpoint, home.checkpoint(epoch: checkpoint.epoch, batch: checkpoint.batch)))
        if let folder = Self.folder(of: checkpoint) { owners[folder] = run.id }
      }
    }
    self.moves = moves
    self.owners = owners
  }

  /// Whether there is nothing to bring.
  var isEmpty: Bool { moves.isEmpty && owners.isEmpty }

  /// Brings them; a file that is missing stays recorded where it was.
  ///
  /// - Throws: `FileError`, `StoreError`.
  func carryOut(in store: ResultStore) throws {
    var done: [(from: String, to: String)] = []
    for move in moves where try bring(move.from, to: move.to) {
      done.append((move.from.file, move.to))
    }
    if !owners.isEmpty { try place.files.write(try JSONLines.encode(owners), to: Self.note(place)) }
    try store.relocate(checkpoints: done)
    for old in done.map(\.from) where !SavePlace.isInHome(old) { place.files.remove(old) }
    let view = RunView(files: place.files)
    for (folder, id) in owners.sorted(by: { $0.key < $1.key }) {
      try view.take(folder, home: place.home(id))
    }
    if !owners.isEmpty { place.files.remove(Self.note(place)) }
  }

  private func bring(_ checkpoint: Checkpoint, to new: String) throws(FileError) -> Bool {
    if place.files.has(checkpoint.file, bytes: checkpoint.bytes) {
      try place.files.addName(new, to: checkpoint.file)
      return true
    }
    return place.files.has(new, bytes: checkpoint.bytes)
  }

  private static func folder(of checkpoint: Checkpoint) -> String? {
    if SavePlace.isInHome(checkpoint.file) { return nil }
    return checkpoint.file.firstRange(of: "/checkpoints/").map {
      String(checkpoint.file[..<$0.lowerBound])
    }
  }

  // What was begun and killed: once the rows are changed, nothing else tells the old folders.
  private static func note(_ place: SavePlace) -> String { "\(place.root)/moving.json" }

  private static func begun(_ place: SavePlace) -> [String: String] {
    let note = (try? place.files.read(note(place), most: 64 << 20)) ?? []
    return (try? JSONLines.decode([String: String].self, from: note[...])) ?? [:]
  }
}
