import Experiments
import Files
import Storage

/// The folders of a store's runs, made ready before anything runs.
struct RunFolders {
  let place: SavePlace
  /// All runs of the store, their files in their homes.
  let progress: StoredProgress
  private let store: ResultStore

  /// Finds the store's homes, and brings the files of older versions into them.
  ///
  /// - Throws: `FileError`, `StoreError`.
  init(_ saveFolder: String, _ store: ResultStore) throws {
    self.store = store
    place = try SavePlace.claimed(saveFolder, by: store.path)
    let found = try store.progress()
    let relocation = Relocation(found, to: place)
    if !relocation.isEmpty { try relocation.carryOut(in: store) }
    progress = relocation.isEmpty ? found : try store.progress()
  }

  /// Makes each run's folder show it, and the homes of those that are to run hold what the store
  /// says and no more; but for those that go on elsewhere.
  ///
  /// - Parameter live: Ids of runs that may go on elsewhere.
  /// - Returns: The plan, with checkpoints to go on from in the runs' own homes.
  /// - Throws: `FileError`, `StoreError`.
  func prepare(_ planned: PlannedSweep, live: Set<String> = []) throws -> PlannedSweep {
    let again = planned.runs.filter { $0.decision == .rerun }.map(\.run.id)
    try store.forgetCheckpoints(of: again)
    let leftovers = Leftovers(place, again.isEmpty ? progress : try store.progress(), live: live)
    for run in planned.runs where run.decision.runs { leftovers.remove(of: run.run) }
    let elsewhere = try store.journalMarks().keys.filter { !live.contains($0) }
    let mine = Set(planned.runs.filter(\.decision.runs).map(\.run.id))
    // Their journals are gone: the next ones count from 1 again.
    try store.forgetJournals(of: elsewhere.filter(mine.contains))
    let view = RunView(files: place.files)
    for run in planned.runs { try view.show(run.run.folder, home: place.home(run.run.id)) }
    return try planned.adopting(in: place)
  }
}
