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
      let running = try Self.listings(db, in: "running", states)
      return StoreStatus(
        sweeps: try Self.summaries(db, totals),
        running: running.filter { $0.state == .running },
        failed: try Self.listings(db, in: "failed", states),
        kinds: try Self.kinds(of: running, db), costs: totals.costs)
    }
  }

  /// Runs on one line each, in their sweeps' order; one sweep's or all.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func runs(sweep name: String? = nil) throws(StoreError) -> [RunListing] {
    var found: [RunListing] = []
    try eachRun(sweep: name) { found.append($0) }
    return found
  }

  /// As ``runs(sweep:)``, one after another: many need not all be held.
  ///
  /// - Parameter take: Given each run. The store is being read meanwhile, so it should not wait.
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func eachRun(
    sweep name: String? = nil, _ take: (RunListing) -> Void
  ) throws(StoreError) {
    let states = stateReader()
    try reading { db in
      let sweeps = try Row.fetchAll(
        db, sql: "SELECT number, name FROM sweeps WHERE ? IS NULL OR name = ? ORDER BY number",
        arguments: [name, name])
      if let name, sweeps.isEmpty { throw unknownSweep(name) }
      for sweep in sweeps { try Self.list(db, sweep[0], name: sweep[1], states, take) }
    }
  }

  func unknownSweep(_ name: String) -> StoreError {
    StoreError(.unknown, path: path, what: "the store has no sweep \(name)")
  }

  // MARK: - Parts

  private static func summaries(
    _ db: Database, _ totals: SweepTotals
  ) throws -> [SweepSummary] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT number, name, spec_sha256, registered_at FROM sweeps ORDER BY number")
    return rows.map { row in
      let total = totals.sweeps[row[0]]
      return SweepSummary(
        name: row[1], specSHA256: row[2], counts: total?.counts ?? [:],
        seconds: total?.seconds ?? 0, registered: Self.date(row[3]),
        changed: total?.changed.map(Self.date), epochsLeft: total?.epochsLeft ?? [:])
    }
  }

  /// The runs stored in a state, of every sweep, in the order of sweeps and plans.
  private static func listings(
    _ db: Database, in state: String, _ states: StateReader
  ) throws -> [RunListing] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.name, \(columns)
        FROM runs r JOIN sweep_runs s ON s.run = r.number JOIN sweeps w ON w.number = s.sweep
        WHERE r.state = ? ORDER BY s.sweep, s.position
        """, arguments: [state])
    var found: [RunListing] = []
    while let row = try rows.next() { found.append(try listing(row, of: row[0], from: 1, states)) }
    return found
  }

  private static func kinds(
    of runs: [RunListing], _ db: Database
  ) throws -> [String: RunKind] {
    let configurations = try runs.compactMap { run in
      try String.fetchOne(
        db, sql: "SELECT configuration FROM runs WHERE id = ?", arguments: [run.id]
      ).map { (run.id, RunKind(try Stored.configuration($0))) }
    }
    return Dictionary(configurations, uniquingKeysWith: { $1 })
  }

  private static let columns = """
    r.id, s.label, r.family, r.cell, r.seed, r.state, r.attempts, r.epochs, r.train_mse,
    r.test_mse, r.seconds, r.failure
    """

  private static func listing(
    _ row: Row, of sweep: String, from first: Int, _ states: StateReader
  ) throws -> RunListing {
    RunListing(
      sweep: sweep, id: row[first], label: row[first + 1], family: row[first + 2],
      cell: row[first + 3], seed: row[first + 4],
      state: try states.state(row[first + 5], attempts: row[first + 6]),
      attempts: row[first + 6], epochs: row[first + 7], trainMSE: row[first + 8],
      testMSE: row[first + 9], seconds: row[first + 10], failure: row[first + 11])
  }

  private static func list(
    _ db: Database, _ sweep: Int64, name: String, _ states: StateReader,
    _ take: (RunListing) -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(columns)
        FROM sweep_runs s JOIN runs r ON r.number = s.run WHERE s.sweep = ? ORDER BY s.position
        """, arguments: [sweep])
    while let row = try rows.next() { take(try listing(row, of: name, from: 0, states)) }
  }

  static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
