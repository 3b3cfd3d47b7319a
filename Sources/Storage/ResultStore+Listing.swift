import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// The store's sweeps, in the order they first came.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func sweeps() throws(StoreError) -> [SweepSummary] {
    let states = stateReader()
    return try reading { db in try Self.summaries(db, SweepTotals(db, states)) }
  }

  /// All sweeps, what runs and what failed, from one moment. Reads little of each run.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func status() throws(StoreError) -> StoreStatus {
    let states = stateReader()
    return try reading { db in
      let totals = try SweepTotals(db, states)
      let running = try Self.listings(db, in: "running", states).filter { $0.state == .running }
      return StoreStatus(
        sweeps: try Self.summaries(db, totals), running: running,
        progress: try Self.progress(of: running, db),
        failed: try Self.listings(db, in: "failed", states),
        kinds: try Self.kinds(of: running, db), costs: totals.costs)
    }
  }

  /// Runs on one line each, in their sweeps' order; one sweep's or all.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func runs(sweep name: String? = nil) throws(StoreError) -> [RunListing] {
    var found: [RunListing] = []
    try eachRun(sweep: name) { found.append(RunListing($0)) }
    return found
  }

  /// As ``runs(sweep:)``, one after another: many need not all be held, nor be more than bytes.
  ///
  /// - Parameter take: Given each run. The store is being read meanwhile, so it should not wait. What
  ///   it throws is an error of the store.
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func eachRun(
    sweep name: String? = nil, _ take: (RunLine) throws -> Void
  ) throws(StoreError) {
    let states = stateReader()
    try reading { db in
      let sweeps = try Row.fetchAll(
        db, sql: "SELECT number, name FROM sweeps WHERE ? IS NULL OR name = ? ORDER BY number",
        arguments: [name, name])
      if let name, sweeps.isEmpty { throw try unknownSweep(name, db) }
      for sweep in sweeps { try Self.list(db, sweep[0], name: sweep[1], states, take) }
    }
  }

  /// That there is no such sweep, with what was perhaps meant, else what there is.
  func unknownSweep(_ name: String, _ db: Database) throws -> StoreError {
    let names = try String.fetchAll(db, sql: "SELECT name FROM sweeps ORDER BY number")
    let near = Suggestion.words(for: name, among: names)
    let others = names.isEmpty ? "" : "; it has \(Suggestion.list(names))"
    return StoreError(
      .unknown, path: path,
      what: "the store has no sweep \(SpecError.quoted(name))" + (near.isEmpty ? others : near))
  }

  // MARK: - Parts

  private static func summaries(
    _ db: Database, _ totals: SweepTotals
  ) throws -> [SweepSummary] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT number, name, spec_sha256, registered_at FROM sweeps ORDER BY number")
    return rows.map { row in
      let total = totals.total(ofSweep: row[0])
      return SweepSummary(
        name: row[1], specSHA256: row[2], counts: total?.counts ?? [:],
        seconds: total?.seconds ?? 0, registered: Self.date(row[3]),
        changed: total?.changed.map(Self.date), epochsLeft: totals.epochsLeft(ofSweep: row[0]))
    }
  }

  /// The runs stored in a state, of every sweep, in the order of sweeps and plans.
  private static func listings(
    _ db: Database, in state: String, _ states: StateReader
  ) throws -> [RunListing] {
    var found: [RunListing] = []
    try StoredRow.each(
      db,
      sql: """
        SELECT \(RunLine.columns), w.name
        FROM runs r JOIN sweep_runs s ON s.run = r.number JOIN sweeps w ON w.number = s.sweep
        WHERE r.state = ? ORDER BY s.sweep, s.position
        """, arguments: [state]
    ) { row in
      found.append(RunListing(try RunLine(row, of: row.string(RunLine.columnCount), states)))
    }
    return found
  }

  private static func kinds(
    of runs: [RunListing], _ db: Database
  ) throws -> [String: RunKind] {
    let kind = try Schema.version(of: db) < 2
      ? KindRows.kindOfRun : "(SELECT kind FROM kinds WHERE number = runs.kind)"
    let kinds = try runs.compactMap { run in
      try String.fetchOne(db, sql: "SELECT \(kind) FROM runs WHERE id = ?", arguments: [run.id])
        .map { (run.id, try Stored.decode(RunKind.self, $0)) }
    }
    return Dictionary(kinds, uniquingKeysWith: { $1 })
  }

  private static func list(
    _ db: Database, _ sweep: Int64, name: String, _ states: StateReader,
    _ take: (RunLine) throws -> Void
  ) throws {
    try StoredRow.each(
      db,
      sql: """
        SELECT \(RunLine.columns)
        FROM sweep_runs s JOIN runs r ON r.number = s.run WHERE s.sweep = ? ORDER BY s.position
        """, arguments: [sweep]
    ) { try take(try RunLine($0, of: name, states)) }
  }

  static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
