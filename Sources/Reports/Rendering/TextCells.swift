/// The cells of a table's rows as bytes: a large table would else be a million texts.
struct TextCells: Sendable {
  /// The widest cell of each column.
  private(set) var widths: [Int]
  /// Rows by the hundred: one buffer for all would be copied again and again as it grows.
  private var pieces: [TextLines] = []
  private var last = TextLines()
  /// The next cell's column.
  private var column = 0

  /// Takes rows of so many cells each, made harmless to show.
  ///
  /// - Precondition: every row has as many.
  init(columns: Int, _ rows: some Sequence<[String]>) {
    widths = Array(repeating: 0, count: columns)
    for row in rows {
      precondition(row.count == columns, "TextTable: \(row.count) cells, \(columns) columns")
      for cell in row { add(cell) }
    }
  }

  /// Takes the next cell.
  mutating func add(_ cell: String) {
    var cell = cell
    cell.withUTF8 { add($0) }
  }

  /// Takes the next cell, in UTF-8.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    let width = Self.isPlain(cell) ? last.add(cell, width: cell.count) : addCleaned(cell)
    if width > widths[column] { widths[column] = width }
    column += 1
    if column == widths.count { endRow() }
  }

  private mutating func addCleaned(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
    var clean = CleanText.line(String(decoding: cell, as: UTF8.self))
    let width = clean.count
    return clean.withUTF8 { last.add($0, width: width) }
  }

  private mutating func endRow() {
    column = 0
    guard last.isFull else { return }
    pieces.append(last)
    last = TextLines(like: last)
  }

  // Without a way out of the loop, many bytes are looked at in one step.
  private static func isPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.reduce(true) { $0 && $1 &- 0x20 < 0x5F }
  }

  /// Writes the rows as lines, some at a time; no spaces trail.
  ///
  /// - Precondition: the last row is whole.
  func write(
    _ widths: [Int], _ alignments: [TextTable.Alignment], to output: ([UInt8]) -> Void
  ) {
    precondition(column == 0, "TextTable: \(column) cells in a row, \(widths.count) columns")
    for piece in pieces + [last] { output(piece.text(widths, alignments)) }
  }

  /// Gives each row's cells, one row after another.
  func eachRow(_ take: ([String]) -> Void) {
    for piece in pieces + [last] { piece.eachRow(of: widths.count, take) }
  }
}
