import Experiments
import Reports
import Running
import Storage

/// A list of runs in the making, in one of its forms.
protocol ListingForm {
  /// What is kept of a run until its place in the list is known.
  associatedtype Line
  /// Whether it reads the settings of runs itself.
  static var needsSettings: Bool { get }

  /// Makes a run's line, and adds it nowhere.
  mutating func line(_ run: RunRow, _ lookup: (String) -> Value?) throws -> Line
  /// Adds a line.
  mutating func add(_ line: Line)
  /// Adds a run: its line, at once.
  mutating func add(_ run: RunRow, _ lookup: (String) -> Value?) throws
  /// Writes what is not written yet; nothing can be added any more.
  mutating func finish()
}

extension ListingForm {
  static var needsSettings: Bool { false }

  mutating func add(_ run: RunRow, _ lookup: (String) -> Value?) throws {
    add(try line(run, lookup))
  }
}

/// Values of runs by named columns.
struct ListedColumns: ListingForm {
  /// How it is written.
  enum Style { case table, markdown, csv, json }

  private let names: [String]
  private let style: Style
  private var table: ValueTable

  init(_ names: [String], _ style: Style, isMetric: (String) -> Bool) {
    self.names = names
    self.style = style
    table = ValueTable(
      names.map { name in
        let isShort = name == RunField.seconds.rawValue || isMetric(name)
        return ValueTable.Column(
          name, name == RunField.id.rawValue ? .id : isShort ? .short : .exact)
      })
  }

  func line(_ run: RunRow, _ lookup: (String) -> Value?) -> [Value?] { names.map(lookup) }

  mutating func add(_ line: [Value?]) { table.add(line) }

  func finish() {
    switch style {
    case .table: table.text.write(width: Console.dataWidth) { Console.data($0) }
    case .markdown: Console.data(table.markdown)
    case .csv: Console.data(table.csv)
    case .json: Console.data(table.json)
    }
  }
}
