import GRDB

/// The last values of runs, read beside a list of runs.
///
/// Most lists are in the order of runs' numbers, and are read in one scan; where a run is far from the
/// one before, it is looked up. In tables before version 5 all metrics are read.
struct LastValueRows {
  /// A column's last value.
  struct Value {
    /// The step that it is of.
    let step: Int
    /// The value, finite or not.
    let exact: Double

    fileprivate init(step: Int, bits: Int) {
      self.step = step
      exact = Double(bitPattern: UInt64(bitPattern: Int64(bits)))
    }

    /// The value; `nil` where it is not finite. As the store's column for people, it has no -0.
    var value: Double? { exact.isFinite ? exact + 0 : nil }
  }

  private let db: Database
  private let isOld: Bool
  private var rows: StoredRows?
  private var row: StoredRow?
  /// The run that was asked for last.
  private var last: Int?
  private static let farthest = 64

  /// Prepares to read.
  init(_ db: Database) throws {
    self.db = db
    isOld = try Schema.version(of: db) < 5
  }

  /// Reads the values of a run's columns.
  ///
  /// - Parameter names: The columns' names in UTF-8.
  /// - Returns: A value each, or `nil`.
  mutating func values(of run: Int, _ names: [[UInt8]]) throws -> [Value?] {
    var values = [Value?](repeating: nil, count: names.count)
    if names.isEmpty { return values }
    try go(to: run)
    while let row, row.integer(0) <= run {
      if row.integer(0) == run {
        let name = row.text(1)
        if let place = names.firstIndex(where: { name.elementsEqual($0) }) {
          values[place] = Value(step: row.integer(2), bits: row.integer(3))
        }
      }
      self.row = try rows?.next()
    }
    return values
  }

  // What lies between the run before and the row at hand has no values.
  private mutating func go(to run: Int) throws {
    defer { last = run }
    if let last, last < run {
      guard let row else { return }
      if row.integer(0) >= run - Self.farthest { return }
    }
    let rows = try StoredRows(db, sql: isOld ? Self.old : Self.new, arguments: [run])
    self.rows = rows
    row = try rows.next()
  }

  // Of several rows of a name the last one counts.
  private static let new = """
    SELECT run, name, step, bits FROM last_values WHERE run >= ? ORDER BY run, name
    """
  private static let old = """
    SELECT run, name, epoch, bits FROM metrics WHERE run >= ? ORDER BY run, epoch
    """
}
