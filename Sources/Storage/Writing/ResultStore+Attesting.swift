import Experiments
import GRDB

extension ResultStore {
  /// Keeps what came of training runs again; it replaces what was kept before.
  ///
  /// - Parameter answers: Ids of runs at their end, and whether all bits were the same.
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func attest(_ answers: [(run: String, agrees: Bool)]) throws(StoreError) {
    try writing { db, time in
      for answer in answers {
        try db.execute(
          sql: """
            INSERT OR REPLACE INTO attestations (run, digest, agrees, attested_at)
            SELECT number, digest, ?, ? FROM runs WHERE id = ? AND digest IS NOT NULL
            """, arguments: [answer.agrees, time, answer.run])
      }
    }
  }
}

/// Reads what came of training runs again.
enum AttestationRows {
  /// By run number; what was said of values that a run no longer has does not count.
  static func all(_ db: Database) throws -> [Int64: Bool] {
    guard try db.tableExists("attestations") else { return [:] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT a.run, a.agrees FROM attestations a
        JOIN runs r ON r.number = a.run AND r.digest = a.digest
        """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }
}
