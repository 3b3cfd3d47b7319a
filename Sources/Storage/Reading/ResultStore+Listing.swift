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
      let sweeps = try listed(nil, db)
      let running = try Self.listings(db, in: "running", sweeps, states)
        .filter { $0.state == .running }
      let manifests = Dictionary(
        sweeps.map { ($0.listed.name, $0.listed.manifest) }, uniquingKeysWith: { $1 })
      return StoreStatus(
        sweeps: try Self.summaries(db, totals), manifests: manifests, running: running,
        progress: try Self.progress(of: running, manifests, db),
        failed: try Self.listings(db, in: "failed", sweeps, states),
        kinds: try kinds(of: running, manifests, db), costs: totals.costs)
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
  /// - Parameters:
  ///   - parts: What is read of each.
  ///   - take: Given each run. The store is being read meanwhile, so it should not wait. What it throws
  ///     is an error of the store.
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func eachRun(
    sweep name: String? = nil, reading parts: ListedParts = .usual, _ take: (RunRow) throws -> Void
  ) throws(StoreError) {
    let states = stateReader()
    try reading { db in
      let sweeps = try listed(name, db, parts)
      if let name, sweeps.isEmpty { throw try unknownSweep(name, db) }
      for sweep in sweeps { try Self.list(db, sweep, parts, states, take) }
    }
  }

  /// What lists show of the store's sweeps, in the order in which the sweeps first came; one sweep's
  /// or all.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func listedSweeps(_ name: String? = nil) throws(StoreError) -> [ListedSweep] {
    try reading { db in
      let sweeps = try listed(name, db)
      if let name, sweeps.isEmpty { throw try unknownSweep(name, db) }
      return sweeps.map(\.listed)
    }
  }

  /// The names of all metrics that runs measured, declared or not.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func metricNames() throws(StoreError) -> Set<MetricName> {
    try reading { db in
      let table = try Schema.version(of: db) < 5 ? "metrics" : "last_values"
      return Set(
        try String.fetchAll(db, sql: "SELECT DISTINCT name FROM \(table)").map { MetricName($0) })
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

  private func listed(
    _ name: String?, _ db: Database, _ parts: ListedParts = .usual
  ) throws -> [(number: Int64, listed: ListedSweep)] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT number, name, spec FROM sweeps WHERE ? IS NULL OR name = ? ORDER BY number",
      arguments: [name, name])
    return rows.map { ($0[0], ListedSweep(name: $0[1], trainers.manifest(ofSpec: $0[2]), parts)) }
  }

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
    _ db: Database, in state: String, _ sweeps: [(number: Int64, listed: ListedSweep)],
    _ states: StateReader
  ) throws -> [RunListing] {
    var (found, values): ([RunListing], LastValueRows) = ([], try LastValueRows(db))
    let listed = Dictionary(sweeps.map { (Int($0.number), $0.listed) }, uniquingKeysWith: { $1 })
    try StoredRow.each(
      db,
      sql: """
        SELECT \(try RunRow.columns(db)), s.sweep
        FROM runs r JOIN sweep_runs s ON s.run = r.number
        WHERE r.state = ? ORDER BY s.sweep, s.position
        """, arguments: [state]
    ) { row in
      guard let sweep = listed[row.integer(RunRow.columnCount)] else { return }
      found.append(RunListing(try RunRow(row, of: sweep, &values, states)))
    }
    return found
  }

  private func kinds(
    of runs: [RunListing], _ manifests: [String: Manifest], _ db: Database
  ) throws -> [String: RunKind] {
    let configurations = try runs.compactMap { run -> (String, RunKind)? in
      let text = try String.fetchOne(
        db, sql: "SELECT configuration FROM runs WHERE id = ?", arguments: [run.id])
      guard let text, let manifest = manifests[run.sweep] else { return nil }
      return (run.id, RunKind(try Stored.configuration(text, trainers), manifest))
    }
    return Dictionary(configurations, uniquingKeysWith: { $1 })
  }

  private static func list(
    _ db: Database, _ sweep: (number: Int64, listed: ListedSweep), _ parts: ListedParts,
    _ states: StateReader, _ take: (RunRow) throws -> Void
  ) throws {
    var values = try LastValueRows(db)
    try StoredRow.each(
      db,
      sql: """
        SELECT \(try RunRow.columns(db, parts))
        FROM sweep_runs s JOIN runs r ON r.number = s.run WHERE s.sweep = ? ORDER BY s.position
        """, arguments: [sweep.number]
    ) { try take(try RunRow($0, of: sweep.listed, &values, states)) }
  }

  static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
