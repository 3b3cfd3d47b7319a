import GRDB
import GRDBSQLite

/// The row at which a statement stands, read in place, its texts as bytes of SQLite's own: for scans
/// of very many runs, where making a value of every cell would take most of the time.
struct StoredRow {
  /// UTF-8, or any bytes, until the statement moves on.
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private let statement: SQLiteStatement

  fileprivate init(_ statement: SQLiteStatement) { self.statement = statement }

  /// Gives all rows, one after another; each is there only until the next.
  static func each(
    _ db: Database, sql: String, arguments: StatementArguments = [],
    _ take: (StoredRow) throws -> Void
  ) throws {
    let rows = try StoredRows(db, sql: sql, arguments: arguments)
    while let row = try rows.next() { try take(row) }
  }

  /// A text; empty where it is NULL.
  func text(_ column: Int) -> Bytes {
    // In this order: the first call may change the form, and so the length.
    let bytes = sqlite3_column_text(statement, Int32(column))
    return Bytes(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// A text that is to stay.
  func string(_ column: Int) -> String { String(decoding: text(column), as: UTF8.self) }

  /// Bytes; none where it is NULL.
  func blob(_ column: Int) -> Bytes {
    let bytes = sqlite3_column_blob(statement, Int32(column))
    return Bytes(
      start: bytes?.assumingMemoryBound(to: UInt8.self),
      count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// A whole number; 0 where it is NULL.
  func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }

  /// A number; `nil` where it is NULL.
  func real(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(statement, Int32(column))
  }

  /// Whether there is nothing.
  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }
}

/// A query's rows, in the order of the runs whose numbers stand first.
struct RowsOfRuns {
  private let rows: StoredRows?
  private var row: StoredRow?

  /// No rows.
  static var none: RowsOfRuns { RowsOfRuns() }

  private init() { rows = nil }

  /// Begins a query.
  init(_ db: Database, sql: String, arguments: StatementArguments) throws {
    let rows = try StoredRows(db, sql: sql, arguments: arguments)
    self.rows = rows
    row = try rows.next()
  }

  /// Gives the rows of a run. Those of runs before it are passed over.
  mutating func each(of run: Int, _ take: (StoredRow) throws -> Void) throws {
    while let row, row.integer(0) <= run {
      if row.integer(0) == run { try take(row) }
      self.row = try rows?.next()
    }
  }
}

/// A query's rows, each read in place and there only until the next.
struct StoredRows {
  private let statement: Statement
  private let rows: RowCursor

  /// Begins a query.
  init(_ db: Database, sql: String, arguments: StatementArguments = []) throws {
    statement = try db.cachedStatement(sql: sql)
    rows = try Row.fetchCursor(statement, arguments: arguments)
  }

  /// The next row; `nil` after the last.
  func next() throws -> StoredRow? {
    try rows.next() == nil ? nil : StoredRow(statement.sqliteStatement)
  }
}
