import Experiments
import Files
import Foundation
import Storage

/// Takes the finished runs of other stores and of reports into a store: what `sweep merge` does.
///
/// Of each source first the checkpoints' files are written into the runs' homes, then all rows in one
/// transaction: whatever a kill leaves is a file that no row names, which the same command takes up
/// and `sweep gc` removes.
package struct StoreMerging {
  private let store: ResultStore
  /// `nil` where nothing will be changed.
  private let place: SavePlace?

  /// Opens the store; it is made where there is none.
  ///
  /// - Parameter isDry: Whether nothing will be changed: then the store may be in use.
  /// - Throws: `StoreError`, `FileError`.
  package init(into places: SavePlaces, isDry: Bool) throws {
    if isDry {
      store =
        try places.mayHaveStore
        ? places.openForReading() : .empty(at: places.storePath, trainers: .own)
      place = nil
      return
    }
    let folder = places.mayHaveStore ? places.filesFolder : places.saveFolder
    store = try ResultStore.openForWriting(places.storePath, spec: "merge", trainers: .own) {
      Date()
    }
    try SafeFolder(folder).make()
    store.watch(folder: folder)
    place = try RunFolders(folder, store).place
  }

  /// Ends the use.
  package func close() { try? store.close() }

  /// Takes what a source has.
  ///
  /// - Throws: ``Failure`` where the source is this store, `StoreError`, `FileError`.
  package func take(_ source: MergeSource) throws -> MergeOutcome {
    if source.store.path == store.path {
      throw Failure(
        .input, "\(source.name) is this store itself", safe: "nothing was taken from it",
        next: "sweep merge OTHER, or --store FILE to merge into another store")
    }
    let plan = try store.mergePlan(from: source.store)
    var outcome = MergeOutcome(plan, of: source)
    guard let place else { return outcome }
    var checkpoints: [String: [Checkpoint]] = [:]
    for run in plan.taken {
      checkpoints[run.id] = try run.checkpoints.compactMap { checkpoint in
        try copy(checkpoint, of: run.id, from: source.files, to: place, &outcome)
      }
    }
    if !plan.changesNothing {
      try store.merge(plan, from: source.store, checkpoints: checkpoints)
    }
    return outcome
  }

  /// A checkpoint in the run's home here; `nil` where its file there is not what was recorded.
  private func copy(
    _ checkpoint: Checkpoint, of run: String, from files: SafeFolder?, to place: SavePlace,
    _ outcome: inout MergeOutcome
  ) throws -> Checkpoint? {
    let copy = checkpoint.moved(
      to: place.home(run).checkpoint(epoch: checkpoint.epoch, batch: checkpoint.batch))
    // A merge that was killed has written it already.
    if place.files.fault(of: copy) == nil { return copy }
    guard let bytes = try? files?.read(checkpoint.file, most: checkpoint.bytes),
      checkpoint.matches(bytes)
    else {
      outcome.lacking.append(.init(run: run, why: "\(checkpoint.file) is not what was recorded"))
      return nil
    }
    try place.files.write(bytes, to: copy.file)
    outcome.checkpoints += 1
    return copy
  }
}
