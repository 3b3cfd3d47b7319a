import Experiments
import GRDB

extension ResultStore {
  /// How far the journals of runs were read, by the runs' ids.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func journalMarks() throws(StoreError) -> [String: JournalMark] {
    try reading { db in
      guard try db.tableExists("journals") else { return [:] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT runs.id, journals.number, bytes, is_live
          FROM journals JOIN runs ON runs.number = journals.run
          """)
      return Dictionary(
        rows.map { ($0[0], JournalMark(number: $0[1], bytes: $0[2], isLive: $0[3])) },
        uniquingKeysWith: { $1 })
    }
  }

  /// Forgets how far journals were read, since they are gone.
  ///
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func forgetJournals(of runs: [String]) throws(StoreError) {
    guard !runs.isEmpty else { return }
    try writing { db, _ in
      let statement = try db.cachedStatement(
        sql: "DELETE FROM journals WHERE run = (SELECT number FROM runs WHERE id = ?)")
      for run in runs { try statement.execute(arguments: [run]) }
    }
  }

  /// Notes that runs do not go on elsewhere; what waits of their journals is read all the same.
  ///
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func endJournals(of runs: [String]) throws(StoreError) {
    guard !runs.isEmpty else { return }
    try writing { db, _ in
      let statement = try db.cachedStatement(
        sql: """
          UPDATE journals SET is_live = 0 WHERE run = (SELECT number FROM runs WHERE id = ?)
          """)
      for run in runs { try statement.execute(arguments: [run]) }
    }
  }

  /// Whether a run may go on elsewhere.
  var hasLiveJournals: Bool {
    let found = try? queue.read { db in
      try db.tableExists("journals")
        && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM journals WHERE is_live)") == true
    }
    return found ?? false
  }
}
