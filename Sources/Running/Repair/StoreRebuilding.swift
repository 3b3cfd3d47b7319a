import Experiments
import Files
import Foundation
import Storage

/// Repairs a store: what `sweep doctor --repair` does.
package struct StoreRebuilding {
  let places: SavePlaces
  /// Says something to a person; a line.
  let say: (String) -> Void

  package init(places: SavePlaces, say: @escaping (String) -> Void) {
    self.places = places
    self.say = say
  }

  /// Repairs what a doctor has found; `nil` where there is nothing to repair.
  ///
  /// - Throws: `StoreError`, ``Failure``.
  package func carryOut(_ health: StoreHealth) throws -> RepairOutcome? {
    if health.damage.isEmpty && health.wrongFiles.isEmpty { return nil }
    if health.needsSchema { return try carryOutAfterSchema() }
    let isDamaged = !health.damage.isEmpty
    if !isDamaged { try bringHome() }
    let folder = SafeFolder(places.filesFolder)
    let reports = isDamaged ? ProvedReports(in: places.reportsFolder) : nil
    for note in reports?.notes ?? [] { say("note: \(note)") }
    let repair = StoreRepair(
      places.storePath, reports: (reports?.results ?? []).map(found), now: Date(),
      trainers: .own
    ) {
      folder.fault(of: $0) == nil
    }
    let outcome = isDamaged ? try repair.rebuild() : try repair.rewind()
    try listAgain()
    return outcome
  }

  /// Where an older version's files were being moved, they are not lost but elsewhere.
  private func bringHome() throws {
    let store = try ResultStore.openForWriting(places.storePath, spec: "repair", trainers: .own) {
      Date()
    }
    defer { try? store.close() }
    _ = try RunFolders(places.filesFolder, store)
  }

  /// The same results, where checkpoints lie by now.
  private func found(_ results: SweepResults) -> SweepResults {
    let place = SavePlace.found(places.filesFolder, for: places.storePath)
    let runs = results.runs.map { run in
      run.with(
        checkpoints: run.checkpoints.map { found($0, in: place.home(run.run.id), place.files) })
    }
    return SweepResults(
      sweep: results.sweep, groundTruth: results.groundTruth, runs: runs,
      wallClock: results.wallClock)
  }

  private func found(
    _ recorded: Checkpoint, in home: RunHome, _ files: SafeFolder
  ) -> Checkpoint {
    let moved = recorded.moved(to: "\(home.checkpoints)/\(recorded.name)")
    let isMoved = files.fault(of: recorded) != nil && files.fault(of: moved) == nil
    return isMoved ? moved : recorded
  }

  /// Gives the store back its schema, and repairs what is wrong besides.
  private func carryOutAfterSchema() throws -> RepairOutcome {
    let first = try SchemaRepair(places.storePath, now: Date()).carryOut()
    say("the schema was restored; no value was changed")
    guard let health = try StoreHealth(places), !health.needsSchema,
      var rest = try carryOut(health)
    else { return first }
    rest.damaged = rest.damaged ?? first.damaged
    return rest
  }

  /// Lists again the runs that a sweep's specification asks for and the damaged store no longer had.
  private func listAgain() throws {
    let store = try ResultStore.openForWriting(places.storePath, spec: "repair", trainers: .own) {
      Date()
    }
    defer { try? store.close() }
    for sweep in try store.sweeps() {
      let record = try store.record(of: sweep.name)
      guard let runs = Self.runs(of: record) else { continue }
      let (listed, wanted) = (Set(try store.runs(sweep: sweep.name).map(\.id)), Set(runs.map(\.id)))
      // A list of another engine's runs is left as it is.
      if listed.isStrictSubset(of: wanted) { try store.register(record, runs: runs) }
    }
  }

  private static func runs(of record: SweepRecord) -> [Run]? {
    guard let spec = try? record.decodedSpec else { return nil }
    return try? Plan(spec, of: record, maxRuns: .max, file: record.name).runs
  }
}

extension RepairOutcome {
  /// What was done, for a person.
  package func text(of store: String) -> String {
    let head =
      "repaired: \(kept.count) runs kept, \(restored.count) taken from reports, "
      + "\(lost.count) to run again\n"
    let runs = lost.map { "  \($0.run.prefix(12)): \($0.why)\n" }.joined()
    let files = incomplete.map {
      "  \($0.run.prefix(12)): its values are complete, but \($0.why) "
        + "(sweep run SPEC --rerun \($0.run.prefix(12)) makes the file again)\n"
    }.joined()
    return head + runs + files + (damaged.map { "the damaged file is kept: \($0)\n" } ?? "")
  }
}
