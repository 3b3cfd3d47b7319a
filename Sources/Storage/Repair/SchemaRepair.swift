import Foundation
import GRDB

extension SchemaCheck {
  /// Whether it can be mended where it is: no table is another one.
  var isMendable: Bool { !changed.contains { $0.type == "table" } }

  /// Removes what is foreign, and makes what is missing or changed, as the version has it.
  func mend(_ db: Database) throws {
    for item in (foreign + changed).reversed() {
      try db.execute(sql: "DROP \(item.type) \(item.name.quotedDatabaseIdentifier)")
    }
    for item in missing + changed where item.name != Self.list { try db.execute(sql: item.sql) }
    try db.execute(
      sql: "CREATE TABLE IF NOT EXISTS \(Self.list) (identifier TEXT NOT NULL PRIMARY KEY)")
    try db.execute(sql: "DELETE FROM \(Self.list)")
    for name in migrations {
      try db.execute(sql: "INSERT INTO \(Self.list) VALUES (?)", arguments: [name])
    }
  }
}

/// Gives a store back the tables, indexes, views and triggers of its version; no value is touched.
public struct SchemaRepair {
  private let store: String
  private let now: Date

  /// Prepares a repair; nothing is touched.
  ///
  /// - Parameter now: The wall clock.
  public init(_ path: String, now: Date) {
    store = StorePath(path).real
    self.now = now
  }

  /// Repairs. The store as it was is copied first, under a name beside it.
  ///
  /// - Returns: Where the copy is.
  /// - Throws: ``StoreError``: `.inUse`, `.full`, `.io`; `.damaged` where it cannot be repaired so.
  public func carryOut() throws(StoreError) -> RepairOutcome {
    let lock = try StoreLock.acquire(store: store, holder: .current(spec: "repair", since: now))
    defer { lock.release() }
    do {
      let copy = try copy()
      let queue = try StoreConnection.writing(store)
      defer { try? queue.close() }
      let rest = try queue.write { db in
        try SchemaCheck(db).mend(db)
        return try SchemaCheck(db).problems
      }
      try StoreError.refuse(rest, path: store)
      return RepairOutcome(damaged: copy)
    } catch {
      throw StoreError(error, path: store)
    }
  }

  private func copy() throws -> String {
    let files = FileManager.default
    let beside =
      (1...).lazy.map { "\(store).damaged-\($0)" }.first { name in
        !["", "-wal"].contains { files.fileExists(atPath: name + $0) }
      } ?? ""
    for suffix in ["-wal", ""] where files.fileExists(atPath: store + suffix) {
      try files.copyItem(atPath: store + suffix, toPath: beside + suffix)
    }
    return beside
  }
}
