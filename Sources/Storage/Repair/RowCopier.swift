import GRDB

/// Copies rows between two stores whose tables may be of different versions.
struct RowCopier {
  let old: Database
  let new: Database

  /// Copies a run's rows of a table.
  ///
  /// - Parameters:
  ///   - run: Its number in the old store.
  ///   - number: Its number in the new one.
  ///   - environments: Numbers of environments, old to new.
  func copy(
    _ table: String, of run: Int64, as number: Int64, environments: [Int64: Int64] = [:]
  ) throws {
    let columns = try shared(table).filter { table != "warnings" || $0 != "number" }
    let rows = try Row.fetchCursor(
      old, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE run = ?",
      arguments: [run])
    let places = repeatElement("?", count: columns.count).joined(separator: ", ")
    let statement = try new.cachedStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
    while let row = try rows.next() {
      let values = columns.map { column -> DatabaseValue in
        switch column {
        case "run": number.databaseValue
        case "environment":
          Int64.fromDatabaseValue(row[column]).flatMap { environments[$0] }?.databaseValue ?? .null
        default: row[column]
        }
      }
      try statement.execute(arguments: StatementArguments(values))
    }
  }

  /// Copies columns of a run's own row, as far as both stores have them.
  func copy(_ columns: [String], ofRun run: Int64, as number: Int64) throws {
    let columns = try shared("runs").filter(columns.contains)
    let row = try Row.fetchOne(
      old, sql: "SELECT \(columns.joined(separator: ", ")) FROM runs WHERE number = ?",
      arguments: [run])
    guard let row else { return }
    let assignments = columns.map { "\($0) = ?" }.joined(separator: ", ")
    let values = columns.map { row[$0] as DatabaseValue } + [number.databaseValue]
    try new.execute(
      sql: "UPDATE runs SET \(assignments) WHERE number = ?",
      arguments: StatementArguments(values))
  }

  private func shared(_ table: String) throws -> [String] {
    let known = Set(try old.columns(in: table).map(\.name))
    return try new.columns(in: table).map(\.name).filter(known.contains)
  }
}
