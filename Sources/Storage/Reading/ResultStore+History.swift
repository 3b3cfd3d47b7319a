import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// The attempts at a run and its warnings.
  ///
  /// - Parameter run: The run's id.
  /// - Throws: ``StoreError``: `.unknown` (no such run), `.damaged`, `.io`, `.busy`.
  public func history(run: String) throws(StoreError) -> RunHistory {
    try reading { db in
      let number = try Int64.fetchOne(
        db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [run])
      guard let number else {
        throw StoreError(.unknown, path: path, what: "the store has no run \(run)")
      }
      return RunHistory(
        attempts: try Self.attempts(number, db), warnings: try Self.warnings(number, db))
    }
  }

  private static func attempts(_ run: Int64, _ db: Database) throws -> [RunHistory.Attempt] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT a.attempt, a.epoch, a.batch, a.started_at, a.ended_at, a.ended, e.environment
        FROM attempts a JOIN environments e ON e.number = a.environment
        WHERE a.run = ? ORDER BY a.attempt
        """, arguments: [run])
    return try rows.map { row in
      RunHistory.Attempt(
        number: row[0], epoch: row[1], batch: row[2], started: date(row[3]),
        ended: (row[4] as Int?).map(date),
        end: try (row[5] as String?).map { try Stored.decode(RunEnd.self, $0) },
        environment: try Stored.decode(Environment.self, row[6]))
    }
  }

  private static func warnings(_ run: Int64, _ db: Database) throws -> [RunHistory.Warning] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT attempt, message, warned_at FROM warnings WHERE run = ? ORDER BY number",
      arguments: [run])
    return rows.map { row in
      RunHistory.Warning(attempt: row[0], message: row[1], date: date(row[2]))
    }
  }
}
