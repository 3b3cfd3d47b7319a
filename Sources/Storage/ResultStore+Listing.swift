import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// The store's sweeps, in the order they first came.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func sweeps() throws(StoreError) -> [SweepSummary] {
    let states = stateReader()
    return try reading { db in
      let changes = try Self.changes(db)
      let totals = try Self.totals(db, states)
      let rows = try Row.fetchAll(
        db, sql: "SELECT number, name, spec_sha256, registered_at FROM sweeps ORDER BY number")
      return rows.map { row in
        let total = totals[row[0]]
        return SweepSummary(
          name: row[1], specSHA256: row[2], counts: total?.counts ?? [:],
          seconds: total?.seconds ?? 0, registered: Self.date(row[3]),
          changed: changes[row[0]].map(Self.date))
      }
    }
  }

  /// Runs on one line each, in their sweeps' order; one sweep's or all.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func runs(sweep name: String? = nil) throws(StoreError) -> [RunListing] {
    let states = stateReader()
    return try reading { db in
      let sweeps = try Row.fetchAll(
        db, sql: "SELECT number, name FROM sweeps WHERE ? IS NULL OR name = ? ORDER BY number",
        arguments: [name, name])
      if let name, sweeps.isEmpty { throw unknownSweep(name) }
      return try sweeps.flatMap { try Self.listing(db, $0[0], name: $0[1], states) }
    }
  }

  func unknownSweep(_ name: String) -> StoreError {
    StoreError(.unknown, path: path, what: "the store has no sweep \(name)")
  }

  // MARK: - Parts

  private static func listing(
    _ db: Database, _ sweep: Int64, name: String, _ states: StateReader
  ) throws -> [RunListing] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.id, s.label, r.family, r.cell, r.seed, r.state, r.attempts, r.epochs, r.train_mse,
          r.test_mse, r.seconds, r.failure
        FROM sweep_runs s JOIN runs r ON r.number = s.run WHERE s.sweep = ? ORDER BY s.position
        """, arguments: [sweep])
    var found: [RunListing] = []
    while let row = try rows.next() {
      found.append(
        RunListing(
          sweep: name, id: row[0], label: row[1], family: row[2], cell: row[3], seed: row[4],
          state: try states.state(row[5], attempts: row[6]), attempts: row[6], epochs: row[7],
          trainMSE: row[8], testMSE: row[9], seconds: row[10], failure: row[11]))
    }
    return found
  }

  private typealias Total = (counts: [RunState: Int], seconds: Double)

  private static func totals(_ db: Database, _ states: StateReader) throws -> [Int64: Total] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.sweep, r.state, min(r.attempts, 1) AS begun, count(*), sum(r.seconds)
        FROM sweep_runs s JOIN runs r ON r.number = s.run GROUP BY s.sweep, r.state, begun
        """)
    var totals: [Int64: Total] = [:]
    for row in rows {
      let state = try states.state(row[1], attempts: row[2])
      totals[row[0], default: ([:], 0)].counts[state, default: 0] += row[3]
      totals[row[0], default: ([:], 0)].seconds += row[4]
    }
    return totals
  }

  private static func changes(_ db: Database) throws -> [Int64: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.sweep, max(max(a.started_at, coalesce(a.ended_at, a.started_at)))
        FROM sweep_runs s JOIN attempts a ON a.run = s.run GROUP BY s.sweep
        """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
