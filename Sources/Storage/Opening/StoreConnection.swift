import CSystem
import Foundation
import GRDB

/// How the database is opened, for writing and for reading.
///
/// Sources: sqlite.org/pragma.html, sqlite.org/security.html ("Defense Against The Dark Arts").
enum StoreConnection {
  /// Milliseconds a statement waits for another program's lock.
  static let patience: TimeInterval = 5

  /// The one writing connection. A fresh file is marked as ours before anything else is written,
  /// and before WAL, so that even a store whose making was cut short is known as one.
  static func writing(_ path: String) throws -> DatabaseQueue {
    var configuration = common()
    configuration.prepareDatabase { db in
      try harden(db)
      if try Int64.fetchOne(db, sql: "PRAGMA application_id") == 0 {
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      }
      try setWAL(db, path: path)
      // NORMAL would lose acknowledged commits in a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA journal_size_limit = \(16 << 20)")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// A connection that can change nothing.
  static func reading(_ path: String) throws -> DatabaseQueue {
    let isStill = access(folder(path), W_OK) != 0 && isEmpty(path + "-wal")
    return try reading(path, isStill: isStill)
  }

  /// As above; `isStill` where nobody can write to the folder, so that no file appears in it.
  static func reading(_ path: String, isStill: Bool) throws -> DatabaseQueue {
    var configuration = common()
    configuration.readonly = true
    configuration.prepareDatabase(harden)
    let name = isStill ? immutableURI(path) : path
    return try DatabaseQueue(path: name, configuration: configuration)
  }

  /// What connections have in common.
  static func common() -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    return configuration
  }

  private static func harden(_ db: Database) throws {
    let error = csystem_defend_database(UnsafeMutableRawPointer(db.sqliteConnection))
    guard error == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: error)) }
    try db.execute(sql: "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
  }

  private static func setWAL(_ db: Database, path: String) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError(.failed, path: path, what: "refuses WAL, stays \(mode ?? "unknown")")
    }
  }

  // Readers share memory through a file beside the store. Where none can be made there can be no
  // writer either, so the file is read as one that stays as it is.
  private static func immutableURI(_ path: String) -> String {
    let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/._-"))
    let escaped = path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
    return "file:\(escaped)?immutable=1"
  }

  private static func folder(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private static func isEmpty(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_size == 0
  }
}
