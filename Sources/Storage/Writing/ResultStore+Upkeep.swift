import Experiments
import GRDB

extension ResultStore {
  /// Records that checkpoints' files lie elsewhere by now, in one transaction.
  ///
  /// - Parameter moves: Paths relative to the save folder.
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func relocate(checkpoints moves: [(from: String, to: String)]) throws(StoreError) {
    try writing { db, _ in
      let statement = try db.cachedStatement(
        sql: "UPDATE OR REPLACE checkpoints SET file = ? WHERE file = ?")
      for move in moves { try statement.execute(arguments: [move.to, move.from]) }
    }
  }

  /// Forgets the checkpoints of runs that are to be run again from nothing, so that their files may
  /// be removed; their values stay until the next attempt begins.
  ///
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func forgetCheckpoints(of runs: [String]) throws(StoreError) {
    try writing { db, _ in
      for run in runs {
        try db.execute(
          sql: "DELETE FROM checkpoints WHERE run = (SELECT number FROM runs WHERE id = ?)",
          arguments: [run])
        try db.execute(
          sql: "UPDATE runs SET state = 'interrupted' WHERE id = ? AND attempts > 0",
          arguments: [run])
      }
    }
  }

  /// Runs that no sweep lists any more, on one line each; ids ascending.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func eachUnlistedRun(
    reading parts: ListedParts = .usual, _ take: (RunRow) throws -> Void
  ) throws(StoreError) {
    let states = stateReader()
    try reading { db in
      var (configurations, values) = (ConfigurationReader(trainers), try LastValueRows(db))
      try StoredRow.each(
        db,
        sql: """
          SELECT \(try RunRow.columns(label: "''", uncounted: "NULL", db, parts)) FROM runs r
          WHERE \(Self.isUnlisted) ORDER BY r.id
          """
      ) { row in
        let configuration = try configurations.read(RunRow.configuration(row))
        let sweep = ListedSweep(name: "", trainers.manifest(ofUnlisted: configuration), parts)
        var label = sweep.manifest.label(ofUnlisted: configuration, id: RunRow.id(row))
        try label.withUTF8 { label in
          try take(try RunRow(row, of: sweep, &values, states, label: label))
        }
      }
    }
  }

  /// As ``eachUnlistedRun(reading:_:)``, all at once.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func unlistedRuns() throws(StoreError) -> [RunListing] {
    var found: [RunListing] = []
    try eachUnlistedRun { found.append(RunListing($0)) }
    return found
  }

  /// What came out of a run that no sweep lists any more, as results of a sweep without a name; `nil`
  /// where some sweep lists it, or the store has no such run. Its label is that of its variant.
  ///
  /// - Parameter folder: What is given as the run's folder.
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func unlistedResult(run id: String, folder: String) throws(StoreError) -> SweepResults? {
    let states = stateReader()
    return try reading { db in
      let number = try Int64.fetchOne(
        db, sql: "SELECT number FROM runs r WHERE id = ? AND \(Self.isUnlisted)", arguments: [id])
      guard let number else { return nil }
      return try unlisted(number, folder, db, states).map {
        SweepResults(
          sweep: trainers.record(ofUnlisted: $0.run.configuration), groundTruth: nil, runs: [$0])
      }
    }
  }

  /// In which folders runs are shown: each run's id with the folder, for every sweep that lists it.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func folders() throws(StoreError) -> [(run: String, sweep: String, folder: String)] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT r.id, w.name, s.folder
          FROM sweep_runs s JOIN runs r ON r.number = s.run JOIN sweeps w ON w.number = s.sweep
          ORDER BY s.sweep, s.position
          """
      ).map { ($0[0], $0[1], $0[2]) }
    }
  }

  /// Removes runs with all that is known of them, and sweeps, in one transaction. Files stay: whoever
  /// asks removes them then.
  ///
  /// A sweep's runs that no other lists stay in the store, listed nowhere, unless they are named too.
  ///
  /// - Parameters:
  ///   - runs: Ids; those that the store has not are passed over.
  ///   - sweeps: Names.
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func remove(runs: [String], sweeps: [String]) throws(StoreError) {
    try writing { db, _ in
      for sweep in sweeps {
        try db.execute(
          sql: "DELETE FROM sweep_runs WHERE sweep = (SELECT number FROM sweeps WHERE name = ?)",
          arguments: [sweep])
        try db.execute(
          sql: """
            DELETE FROM declared_metrics
            WHERE sweep = (SELECT number FROM sweeps WHERE name = ?)
            """, arguments: [sweep])
        try db.execute(sql: "DELETE FROM sweeps WHERE name = ?", arguments: [sweep])
      }
      for run in runs { try Self.remove(run, db) }
    }
  }

  /// Gives the room of removed rows back to the file system.
  ///
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func compact() throws(StoreError) {
    do {
      // VACUUM attaches a file of its own, which the store's own connection may not.
      let queue = try DatabaseQueue(path: path, configuration: StoreConnection.common())
      try queue.vacuum()
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try queue.close()
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The tables that say what came out of a run.
  static let tablesOfRuns = [
    "metrics", "last_values", "reconstructions", "artifacts", "checkpoints", "attempts", "warnings",
    "attestations", "journals",
  ]

  private static func remove(_ id: String, _ db: Database) throws {
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [id])
    guard let number else { return }
    try db.execute(sql: "UPDATE runs SET ancestor = NULL WHERE ancestor = ?", arguments: [number])
    for table in ["sweep_runs"] + tablesOfRuns {
      try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [number])
    }
    try db.execute(sql: "DELETE FROM runs WHERE number = ?", arguments: [number])
  }

  private static let isUnlisted = "NOT EXISTS (SELECT 1 FROM sweep_runs WHERE run = r.number)"

  private func unlisted(
    _ number: Int64, _ folder: String, _ db: Database, _ states: StateReader
  ) throws -> RunResult? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT r.number, r.id, '', r.configuration, ?, '', r.state,
          r.attempts, r.seconds, r.sequences, r.failure, r.environment,
          \(try Schema.column("r.core_seconds", since: 2, db)),
          \(try Schema.column("r.diverged_at", since: 5, db))
        FROM runs r WHERE r.number = ?
        """, arguments: [folder, number])
    guard let row else { return nil }
    let configuration = try Stored.configuration(row[3], trainers)
    let manifest = trainers.manifest(ofUnlisted: configuration)
    let values = try SweepValues(.run(number), manifest, db, trainers, path: path)
    let label = manifest.label(ofUnlisted: configuration, id: row[1])
    let result = try Self.result(
      row, label: label, configuration, manifest.uncountedFallbacks, values, states)
    try result.run.check()
    return result
  }
}

extension Manifest {
  /// What a run is called that no sweep lists any more: as in a sweep without axes, else by its id.
  func label(ofUnlisted configuration: Experiments.Configuration, id: String) -> String {
    let label = label { configuration[$0] }
    return label.isEmpty ? String(id.prefix(12)) : label
  }
}
