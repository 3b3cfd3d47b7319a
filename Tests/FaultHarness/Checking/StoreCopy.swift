import Foundation
import GRDB

/// A store as it lies on the disk, looked at in a copy, so that the looking changes nothing.
///
/// Reads with SQL of its own: what checks the program does not share its code.
final class StoreCopy {
  private let folder: String
  private let queue: DatabaseQueue

  /// Copies a store, its log included, while nobody writes to it; `nil` where there is none.
  init?(_ path: String) throws {
    guard access(path, F_OK) == 0 else { return nil }
    folder = FileManager.default.temporaryDirectory.path + "/fault-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] where access(path + suffix, F_OK) == 0 {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: "\(folder)/store\(suffix)")
    }
    do {
      queue = try DatabaseQueue(path: "\(folder)/store")
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  deinit {
    try? queue.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Rows of a query as texts, values exact.
  func rows(_ sql: String) throws -> [String] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map(Self.text).joined(separator: "|")
      }
    }
  }

  /// The first column of a query by another.
  func values(_ sql: String) throws -> [String: String] {
    try queue.read { db in
      let pairs = try Row.fetchAll(db, sql: sql).map { row in
        (Self.text(row[0]), Self.text(row[1]))
      }
      return Dictionary(pairs) { $1 }
    }
  }

  /// What is unsound about it.
  func violations() throws -> [Violation] {
    let problems =
      try rows("PRAGMA integrity_check").filter { $0 != "ok" } + rows("PRAGMA foreign_key_check")
    return problems.map { Violation(.soundStore, $0) }
  }

  /// Whether the tables are there: a store whose making was cut short has none.
  func hasTables() throws -> Bool {
    try !rows("SELECT 1 FROM sqlite_master WHERE name = 'run_results'").isEmpty
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "NULL"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): text
    case .blob(let data): "\(data.count) bytes"
    }
  }
}
