import Experiments
import GRDB

extension ResultStore {
  /// Takes a sweep and its runs into the store, in one transaction.
  ///
  /// A sweep is its name: the same name again replaces its spec and its list of runs. Runs that
  /// are no longer listed stay in the store with all that is known of them; runs the store already
  /// holds keep their results, whatever sweep asked for them first.
  ///
  /// - Parameters:
  ///   - sweep: The sweep.
  ///   - runs: Its runs, in the plan's order, ids unique.
  ///   - continuing: Runs that go on from a stored run of fewer epochs: run id to that run's id.
  ///     When such a run starts, it takes over the other's values up to there.
  /// - Throws: ``StoreError``: `.unknown` where an ancestor is not stored, `.full`, `.io`.
  public func register(
    _ sweep: SweepRecord, runs: [Run], continuing: [String: String] = [:]
  ) throws(StoreError) {
    try writing { db, time in
      let number = try Self.upsert(sweep, db, time)
      try Self.insert(runs, db)
      try Self.list(runs, sweep: number, db)
      for (run, ancestor) in continuing { try setAncestor(of: run, to: ancestor, db) }
    }
  }

  private static func upsert(_ sweep: SweepRecord, _ db: Database, _ time: Int) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO sweeps (name, spec, spec_sha256, dataset, published, registered_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET spec = excluded.spec, spec_sha256 = excluded.spec_sha256,
          dataset = excluded.dataset, published = excluded.published,
          registered_at = excluded.registered_at
        """,
      arguments: [
        sweep.name, sweep.spec, sweep.specSHA256, try Stored.encode(sweep.dataset),
        try Stored.encode(sweep.published), time,
      ])
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM sweeps WHERE name = ?", arguments: [sweep.name])
    return number ?? 0
  }

  // Stored runs are skipped before their configuration is written out, so that registering a
  // known sweep again is cheap.
  private static func insert(_ runs: [Run], _ db: Database) throws {
    let known = try Set(String.fetchCursor(db, sql: "SELECT id FROM runs"))
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO runs (id, configuration, family, cell, seed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """)
    for run in runs where !known.contains(run.id) {
      let configuration = run.configuration
      let variant = configuration.variant
      try statement.execute(arguments: [
        run.id, Stored.text(of: configuration), variant.family.rawValue, variant.cellName,
        configuration.seed,
      ])
    }
  }

  private static func list(_ runs: [Run], sweep: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM sweep_runs WHERE sweep = ?", arguments: [sweep])
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO sweep_runs (sweep, position, run, label, folder, checkpoint_every)
        VALUES (?, ?, (SELECT number FROM runs WHERE id = ?), ?, ?, ?)
        """)
    for (position, run) in runs.enumerated() {
      try statement.execute(arguments: [
        sweep, position, run.id, run.label, run.folder, run.checkpointEvery,
      ])
    }
  }

  private func setAncestor(of run: String, to ancestor: String, _ db: Database) throws {
    let known = try Int64.fetchOne(
      db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [ancestor])
    guard let known else {
      throw StoreError(.unknown, path: path, what: "run \(run) continues \(ancestor), not stored")
    }
    try db.execute(
      sql: "UPDATE runs SET ancestor = ? WHERE id = ?", arguments: [known, run])
  }
}
