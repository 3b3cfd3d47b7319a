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
      let numbers = try Self.insert(runs, sweep.manifest, db)
      try Self.list(runs, numbers, sweep: number, db)
      for (run, ancestor) in continuing { try setAncestor(of: run, to: ancestor, db) }
    }
  }

  static func upsert(_ sweep: SweepRecord, _ db: Database, _ time: Int) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO sweeps (name, spec, spec_sha256, dataset, published, registered_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET spec = excluded.spec, spec_sha256 = excluded.spec_sha256,
          dataset = excluded.dataset, published = excluded.published,
          registered_at = excluded.registered_at
        """,
      arguments: [
        sweep.name, sweep.spec, sweep.specSHA256, try Stored.encode(sweep.source),
        try Stored.encode(sweep.published), time,
      ])
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM sweeps WHERE name = ?", arguments: [sweep.name])
    try declare(sweep.manifest.metrics, sweep: number ?? 0, db)
    return number ?? 0
  }

  // For the view of all values.
  private static func declare(
    _ metrics: [MetricDeclaration], sweep: Int64, _ db: Database
  ) throws {
    let known = try Row.fetchAll(
      db, sql: "SELECT name, better FROM declared_metrics WHERE sweep = ? ORDER BY place",
      arguments: [sweep]
    ).map { [$0[0] as String, $0[1] as String] }
    if known == metrics.map({ [$0.name.rawValue, $0.better.rawValue] }) { return }
    try db.execute(sql: "DELETE FROM declared_metrics WHERE sweep = ?", arguments: [sweep])
    for (place, metric) in metrics.enumerated() {
      try db.execute(
        sql: "INSERT INTO declared_metrics (sweep, place, name, better) VALUES (?, ?, ?, ?)",
        arguments: [sweep, place, metric.name.rawValue, metric.better.rawValue])
    }
  }

  // Returns the runs' numbers, in their order.
  static func insert(_ runs: [Run], _ manifest: Manifest, _ db: Database) throws -> [Int64] {
    var numbers = try numbers(db)
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO runs (id, configuration, family, cell, seed, kind) VALUES (?, ?, ?, ?, ?, ?)
        """)
    var kinds = KindRows()
    return try runs.map { run in
      if let known = numbers[run.id] { return known }
      let configuration = run.configuration
      let shown = Stored.shown(configuration)
      try statement.execute(arguments: [
        run.id, Stored.text(of: configuration), shown.family, shown.cell, configuration.seed,
        try kinds.number(of: configuration, manifest, db),
      ])
      numbers[run.id] = db.lastInsertedRowID
      return db.lastInsertedRowID
    }
  }

  private static func numbers(_ db: Database) throws -> [String: Int64] {
    var numbers: [String: Int64] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, number FROM runs")
    while let row = try rows.next() { numbers[row[0]] = row[1] }
    return numbers
  }

  // A sweep that goes on has the list it had, and then nothing is written.
  static func list(
    _ runs: [Run], _ numbers: [Int64], sweep: Int64, _ db: Database
  ) throws {
    if try isListed(runs, numbers, sweep: sweep, db) { return }
    try db.execute(sql: "DELETE FROM sweep_runs WHERE sweep = ?", arguments: [sweep])
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO sweep_runs (sweep, position, run, label, folder, uncounted)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    var uncounted = UncountedWriter()
    for (position, (run, number)) in zip(runs, numbers).enumerated() {
      try statement.execute(arguments: [
        sweep, position, number, run.label, run.folder, uncounted.text(of: run.uncounted),
      ])
    }
  }

  private static func isListed(
    _ runs: [Run], _ numbers: [Int64], sweep: Int64, _ db: Database
  ) throws -> Bool {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT run, label, folder, uncounted FROM sweep_runs WHERE sweep = ?
        ORDER BY position
        """, arguments: [sweep])
    var uncounted = UncountedWriter()
    for (run, number) in zip(runs, numbers) {
      guard let row = try rows.next(), row[0] == number, row[1] == run.label,
        row[2] == run.folder, row[3] == uncounted.text(of: run.uncounted)
      else { return false }
    }
    return try rows.next() == nil
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
