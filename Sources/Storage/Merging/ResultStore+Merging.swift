import Experiments
import GRDB

extension ResultStore {
  /// What this store may take from another one; neither is changed.
  ///
  /// - Throws: ``StoreError``: `.damaged` where the other one cannot be read, `.io`, `.busy`.
  public func mergePlan(from source: ResultStore) throws(StoreError) -> MergePlan {
    try source.reading { there in
      try reading { here in
        try MergePlanner(source, here: here, there: there).made()
      }
    }
  }

  /// Takes what a plan names, in one transaction: each run whole, its values proved again by their
  /// digest after they were written. Runs that are at their end here are never touched.
  ///
  /// - Parameters:
  ///   - plan: What ``mergePlan(from:)`` said.
  ///   - checkpoints: By run id, those whose files are in this store's homes by now.
  /// - Throws: ``StoreError``: `.busy` where the other store changed meanwhile, `.full`, `.io`.
  public func merge(
    _ plan: MergePlan, from source: ResultStore, checkpoints: [String: [Checkpoint]] = [:]
  ) throws(StoreError) {
    try writing { here, time in
      try source.reading { there in
        var merging = Merging(source, from: there, into: here)
        try merging.carryOut(plan, at: time, checkpoints)
      }
    }
  }

  /// A store of nothing, in memory, as one that is not there yet would be.
  ///
  /// - Parameter path: What errors call it.
  public static func empty(at path: String, trainers: Trainers) throws(StoreError) -> ResultStore {
    do {
      let queue = try DatabaseQueue(configuration: StoreConnection.common())
      try Schema.migrator.migrate(queue)
      return ResultStore(path: path, trainers, queue: queue, lock: nil, clock: nil)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// A store in memory of what a report holds: its runs that are at their end and have every value.
  /// A report has no checkpoints.
  ///
  /// - Parameters:
  ///   - path: The report's file, for errors.
  ///   - time: Seconds since 1970, which stand for when its runs ran; a report does not say it.
  /// - Returns: The store, and ids of runs that are at their end without every value.
  public static func holding(
    _ results: SweepResults, path: String, trainers: Trainers, at time: Int
  ) throws(StoreError) -> (store: ResultStore, partial: [String]) {
    let store = try empty(at: path, trainers: trainers)
    let runs = results.runs.map { $0.with(checkpoints: []) }
    let bare = SweepResults(
      sweep: results.sweep, groundTruth: results.groundTruth, runs: runs, answers: results.answers)
    do {
      let restored = try store.queue.write { db in
        var restoration = Restoration(into: db, path: path, at: time, trainers) { _ in false }
        try restoration.take(bare)
        return Set(restoration.restored)
      }
      let ended = runs.filter { [.finished, .diverged].contains($0.state) }.map(\.run.id)
      return (store, ended.filter { !restored.contains($0) })
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

/// Writes what a plan names.
private struct Merging {
  private let source: ResultStore
  private let there: Database
  private let here: Database
  private var copier: RunCopier

  init(_ source: ResultStore, from there: Database, into here: Database) {
    (self.source, self.there, self.here) = (source, there, here)
    copier = RunCopier(from: there, into: here, source.trainers)
  }

  mutating func carryOut(
    _ plan: MergePlan, at time: Int, _ checkpoints: [String: [Checkpoint]]
  ) throws {
    for number in try Int64.fetchAll(there, sql: "SELECT number FROM environments") {
      try copier.copyEnvironment(number)
    }
    let numbers = try insert(plan.taken)
    let writer = EventWriter(db: here, path: source.path, time: time, trainers: source.trainers)
    for (run, number) in zip(plan.taken, numbers) {
      try take(run, as: number)
      for checkpoint in checkpoints[run.id] ?? [] { try writer.keep(checkpoint, of: number) }
    }
    if !plan.taken.isEmpty { try copier.copyGroundTruths() }
    for list in plan.lists { try take(list, at: time) }
  }

  /// The runs' rows; those of one manifest at once, since each time all ids are read.
  private func insert(_ runs: [MergePlan.Taken]) throws -> [Int64] {
    var (manifests, shells): ([Manifest], [Manifest: [Run]]) = ([], [:])
    for run in runs {
      guard let (shell, manifest) = copier.shell(of: run.number), shell.id == run.id else {
        throw changed(run)
      }
      if shells[manifest] == nil { manifests.append(manifest) }
      shells[manifest, default: []].append(shell)
    }
    var numbers: [String: Int64] = [:]
    for manifest in manifests {
      let group = shells[manifest] ?? []
      for (run, number) in zip(group, try ResultStore.insert(group, manifest, here)) {
        numbers[run.id] = number
      }
    }
    return runs.compactMap { numbers[$0.id] }
  }

  private func take(_ run: MergePlan.Taken, as number: Int64) throws {
    for table in ResultStore.tablesOfRuns {
      try here.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [number])
    }
    try copier.copyValues(of: run.number, as: number)
    let stored = try Int64.fetchOne(
      here, sql: "SELECT digest FROM runs WHERE number = ?", arguments: [number])
    guard stored == run.digest, try Digest(ofRun: number, here).bits == run.digest else {
      throw changed(run)
    }
    try CopiedValues.renew(of: number, here, source.trainers)
  }

  private func changed(_ run: MergePlan.Taken) -> StoreError {
    StoreError(.busy, path: source.path, what: "run \(run.id) changed while it was read")
  }

  private func take(_ list: MergePlan.TakenSweep, at time: Int) throws {
    let known = try Int64.fetchOne(
      here, sql: "SELECT number FROM sweeps WHERE name = ?", arguments: [list.record.name])
    let sweep = try known ?? ResultStore.upsert(list.record, here, time)
    try AnswerRows.insert(list.answers, sweep: sweep, here)
    guard !list.runs.isEmpty else { return }
    let numbers = try ResultStore.insert(list.runs, list.record.manifest, here)
    try ResultStore.list(list.runs, numbers, sweep: sweep, here)
  }
}
