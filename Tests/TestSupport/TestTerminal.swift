/// A terminal as far as a board needs one: it keeps lines, breaks them anew when it becomes narrower or
/// wider, and takes the cursor along, as tmux does.
public struct TestTerminal {
  private struct Place {
    var line = 0
    var column = 0
  }

  /// Cells of lines as they were written, however often the screen breaks them.
  private var lines: [[Character]] = [[]]
  private var cursor = Place()
  /// Rows that have left the screen at its top.
  private var top = 0
  private var wraps = true
  private let breaksAnew: Bool
  private let width: (Unicode.Scalar) -> Int

  /// How many it has.
  public private(set) var columns: Int
  /// How many it has.
  public private(set) var rows: Int
  /// Whether the cursor is shown.
  public private(set) var showsCursor = true
  /// What was written that it does not know.
  public private(set) var unknown: [String] = []

  // Stands behind a character that takes two columns.
  private static let behind: Character = "\u{0}"

  /// - Parameters:
  ///   - breaksAnew: Whether lines that are too long are broken when it becomes narrower, else cut.
  ///   - width: Columns that a scalar takes.
  public init(
    columns: Int, rows: Int, breaksAnew: Bool = true, width: @escaping (Unicode.Scalar) -> Int
  ) {
    (self.columns, self.rows) = (columns, rows)
    self.breaksAnew = breaksAnew
    self.width = width
  }

  /// What stands on the screen, without spaces at the lines' ends, and without empty lines at its end.
  public var screen: [String] {
    var shown = broken.dropFirst(top).prefix(rows).map { Self.text($0.cells) }
    while shown.last == "" { shown.removeLast() }
    return shown
  }

  /// The same from the cursor's row on.
  public var fromCursor: [String] {
    let row = row(of: cursor)
    return Array(screen.dropFirst(row - top))
  }

  /// The cursor's column.
  public var column: Int { cursor.column % columns }

  /// Becomes as large as that.
  public mutating func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    if !breaksAnew { lines = lines.map { Array($0.prefix(columns)) } }
    // What is below the cursor goes first, as far as the screen has no room for it.
    while broken.count - top > rows, lines.count - 1 > cursor.line,
      broken.count > row(of: cursor) + rows
    {
      lines.removeLast()
    }
    top = max(0, broken.count - rows)
    let row = row(of: cursor)
    if row < top { cursor = place(of: top) }
  }

  /// Takes what a program writes.
  public mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": obey(&rest)
      case "\r": cursor.column -= cursor.column % columns
      case "\n": feed()
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": unknown.append(String(scalar))
      default: put(scalar)
      }
    }
  }

  // MARK: - Commands

  private mutating func obey(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return unknown.append("escape") }
    let digits = rest.prefix { !("@"..."~").contains($0) }
    rest = rest.dropFirst(digits.count)
    guard let command = rest.popFirst() else { return unknown.append("end") }
    let argument = String(digits)
    switch (command, argument) {
    case ("m", _): break
    case ("A", _): move(up: Int(argument) ?? 1)
    case ("G", _): cursor.column += (Int(argument) ?? 1) - 1 - cursor.column % columns
    case ("J", ""): clearBelow()
    case ("K", ""): clearRight()
    case ("h", "?25"), ("l", "?25"): showsCursor = command == "h"
    case ("h", "?7"), ("l", "?7"): wraps = command == "h"
    case ("h", "?2026"), ("l", "?2026"): break
    default: unknown.append("[\(argument)\(command)")
    }
  }

  private mutating func move(up count: Int) {
    let column = cursor.column % columns
    cursor = place(of: max(top, row(of: cursor) - count))
    cursor.column += column
  }

  /// A line end, as terminals take it from programs: to the next line's beginning.
  private mutating func feed() {
    let row = row(of: cursor) + 1
    if row == broken.count { lines.append([]) }
    cursor = place(of: row)
    top = max(top, row - rows + 1)
  }

  private mutating func clearBelow() {
    lines.removeSubrange((cursor.line + 1)...)
    clearRight()
  }

  private mutating func clearRight() {
    let kept = min(cursor.column, lines[cursor.line].count)
    lines[cursor.line].removeSubrange(kept...)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = width(scalar)
    guard width > 0 else { return combine(scalar) }
    if !wraps { cursor.column = min(cursor.column, columns - width) }
    var line = lines[cursor.line]
    while line.count < cursor.column + width { line.append(" ") }
    line[cursor.column] = Character(scalar)
    if width == 2 { line[cursor.column + 1] = Self.behind }
    lines[cursor.line] = line
    cursor.column += width
    top = max(top, row(of: cursor) - rows + 1)
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    var place = cursor.column - 1
    while place > 0, lines[cursor.line][place] == Self.behind { place -= 1 }
    guard place >= 0 else { return }
    var view = String(lines[cursor.line][place]).unicodeScalars
    view.append(scalar)
    lines[cursor.line][place] = Character(String(view))
  }

  // MARK: - Rows

  private var broken: [(line: Int, start: Int, cells: ArraySlice<Character>)] {
    lines.enumerated().flatMap { index, cells in
      stride(from: 0, to: max(1, cells.count), by: columns).map { start in
        (index, start, cells[min(start, cells.count)..<min(start + columns, cells.count)])
      }
    }
  }

  private func row(of place: Place) -> Int {
    broken.lastIndex { $0.line == place.line && $0.start <= place.column } ?? 0
  }

  private func place(of row: Int) -> Place {
    let found = broken[min(row, broken.count - 1)]
    return Place(line: found.line, column: found.start)
  }

  private static func text(_ cells: some Sequence<Character>) -> String {
    var text = String(cells.filter { $0 != behind })
    while text.last == " " { text.removeLast() }
    return text
  }
}
