import Experiments

/// Values of runs by rows and named columns, for people and for other programs.
public struct ValueTable: Sendable {
  /// A column: its name, and how people see its values.
  public struct Column: Hashable, Sendable {
    /// How a value is shown to people; programs get all of it.
    public enum Form: Sendable {
      /// The whole value.
      case exact
      /// Four significant digits of a number.
      case short
      /// The beginning of an id.
      case id
    }

    let name: String
    let form: Form

    /// Makes a column.
    public init(_ name: String, _ form: Form) {
      self.name = name
      self.form = form
    }
  }

  /// The columns, in order.
  public let columns: [Column]
  private var rows: [[Value?]] = []

  /// A table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row.
  ///
  /// - Parameter row: A value a column, `nil` where there is none.
  /// - Precondition: It is as long as the columns are many.
  public mutating func add(_ row: [Value?]) {
    precondition(row.count == columns.count, "ValueTable: \(row.count), \(columns.count) columns")
    rows.append(row)
  }

  /// Comma-separated values, as ``Export/csv(_:)`` writes them.
  public var csv: String {
    Export.csv([columns.map(\.name)] + rows.map { $0.map { Export.text(.value($0)) } })
  }

  /// A JSON array in one line: an object a row, with its members in the columns' order; null where
  /// there is no value, numbers that are not finite as the strings `nan`, `inf` and `-inf`.
  public var json: String {
    let names = columns.map { JSONText.string($0.name) }
    let objects = rows.map { row in
      "{" + zip(names, row).map { "\($0):\(Export.json(.value($1)))" }.joined(separator: ",") + "}"
    }
    return "[" + objects.joined(separator: ",") + "]\n"
  }

  /// A table of Markdown; numbers stand right.
  public var markdown: String {
    let table = Table(
      columns.indices.map { Table.Column(columns[$0].name, isNumeric: isNumeric($0)) },
      rows: rows.map { row in row.indices.map { [.text(text(row[$0], $0, missing: ""))] } })
    return Markdown.page([.table(table)])
  }

  /// A table for a terminal; where it is too narrow, texts lose their middle.
  public var text: TextTable {
    let numeric = columns.indices.map(isNumeric)
    return TextTable(
      header: columns.map(\.name),
      rows: rows.lazy.map { row in row.indices.map { text(row[$0], $0, missing: "-") } },
      alignments: numeric.map { $0 ? .right : .left },
      fits: numeric.map { $0 ? .whole : .shorten(to: 8) })
  }

  private func text(_ value: Value?, _ column: Int, missing: String) -> String {
    guard let value else { return missing }
    switch (columns[column].form, value) {
    case (.short, .number(let number)): return ShortNumber.text(number)
    case (.id, .text(let id)): return String(id.prefix(12))
    case (.short, _), (.id, _), (.exact, _): return value.words
    }
  }

  /// Whether there are numbers in a column, and nothing else.
  private func isNumeric(_ column: Int) -> Bool {
    let values = rows.lazy.compactMap { $0[column] }
    return values.first != nil && values.allSatisfy { $0.double != nil }
  }
}
