/// Rows and columns.
struct Table: Sendable {
  /// The columns.
  let columns: [Column]
  /// The cells, each of some pieces; every row is as long as `columns`.
  let rows: [[[Inline]]]

  /// Makes a table.
  ///
  /// - Precondition: every row is as long as `columns`.
  init(_ columns: [Column], rows: [[[Inline]]]) {
    for row in rows {
      precondition(
        row.count == columns.count, "Table: \(row.count) cells, \(columns.count) columns")
    }
    self.columns = columns
    self.rows = rows
  }

  /// One column.
  struct Column: Sendable, ExpressibleByStringLiteral {
    /// Its title.
    let title: String
    /// Whether its cells are numbers, which stand to the right.
    let isNumeric: Bool

    /// A column of text.
    init(stringLiteral title: String) {
      self.init(title, isNumeric: false)
    }

    /// Makes a column.
    init(_ title: String, isNumeric: Bool) {
      self.title = title
      self.isNumeric = isNumeric
    }

    /// A column of numbers.
    static func number(_ title: String) -> Column { Column(title, isNumeric: true) }
  }
}
