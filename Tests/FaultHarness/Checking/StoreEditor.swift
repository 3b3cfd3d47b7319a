import GRDB

/// Changes a store behind the program's back.
struct StoreEditor {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    queue = try DatabaseQueue(path: path)
  }

  /// Runs a statement that changes rows.
  func execute(_ sql: String) throws {
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: sql)
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Reads within one transaction for as long as the body takes.
  func whileReading(_ body: () throws -> Void) throws {
    try queue.read { db in
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
      try body()
    }
  }
}
