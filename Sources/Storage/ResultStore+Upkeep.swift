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
  public func eachUnlistedRun(_ take: (RunLine) throws -> Void) throws(StoreError) {
    let states = stateReader()
    try reading { db in
      try StoredRow.each(
        db,
        sql: """
          SELECT \(RunLine.columns(label: Self.unlistedLabel, checkpointEvery: "NULL")) FROM runs r
          WHERE \(Self.isUnlisted) ORDER BY r.id
          """
      ) { try take(try RunLine($0, of: "", states)) }
    }
  }

  /// As ``eachUnlistedRun(_:)``, all at once.
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
      let values = try SweepValues(.run(number), db, path: path)
      return try Self.unlisted(number, folder, db, values, states).map {
        SweepResults(sweep: .none(for: $0.run.configuration), groundTruth: nil, runs: [$0])
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

  private static func remove(_ id: String, _ db: Database) throws {
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [id])
    guard let number else { return }
    try db.execute(sql: "UPDATE runs SET ancestor = NULL WHERE ancestor = ?", arguments: [number])
    let tables = [
      "sweep_runs", "metrics", "reconstructions", "checkpoints", "attempts", "warnings",
      "attestations",
    ]
    for table in tables {
      try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [number])
    }
    try db.execute(sql: "DELETE FROM runs WHERE number = ?", arguments: [number])
  }

  private static let isUnlisted = "NOT EXISTS (SELECT 1 FROM sweep_runs WHERE run = r.number)"

  // As `Variant.label` has it.
  private static let unlistedLabel = """
    CASE r.family WHEN 'cnn' THEN '' WHEN 'rnn' THEN '' WHEN 'crnn' THEN 'c' ELSE 'res' END
      || r.cell || '_ae'
    """

  private static func unlisted(
    _ number: Int64, _ folder: String, _ db: Database, _ values: SweepValues,
    _ states: StateReader
  ) throws -> RunResult? {
    let coreSeconds = try Schema.column("r.core_seconds", since: 2, db)
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT r.number, r.id, \(unlistedLabel), r.configuration, ?, 10, r.state,
          r.attempts, r.seconds, r.sequences, r.failure, r.environment, \(coreSeconds)
        FROM runs r WHERE r.number = ?
        """, arguments: [folder, number])
    return try row.map { try result($0, Stored.configuration($0[3]), values, states) }
  }
}

extension SweepRecord {
  /// A record in the place of a sweep's that is no more.
  fileprivate static func none(for configuration: Experiments.Configuration) -> SweepRecord {
    SweepRecord(
      name: "", spec: "", specSHA256: "",
      dataset: DatasetRecord(
        name: "", choice: "", fingerprint: configuration["dataset.fingerprint"]?.string ?? "", sequences: 0,
        train: 0,
        test: 0, isSynthetic: false, source: .file(path: "")), published: [:])
  }
}
