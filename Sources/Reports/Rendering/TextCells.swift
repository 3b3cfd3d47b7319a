/// The cells of a table's rows as one buffer: a large table would else be a million texts.
struct TextCells: Sendable {
  /// Where a cell's bytes end, and how many columns of a terminal it takes.
  private struct Cell {
    let end: Int
    let width: Int
  }

  /// The number of rows.
  private(set) var count = 0
  /// The widest cell of each column.
  private(set) var widths: [Int]
  private var bytes: [UInt8] = []
  private var cells: [Cell] = []

  /// Takes rows of so many cells each, made harmless to show.
  ///
  /// - Precondition: every row has as many.
  init(columns: Int, _ rows: some Sequence<[String]>) {
    widths = Array(repeating: 0, count: columns)
    cells.reserveCapacity(rows.underestimatedCount * columns)
    for row in rows { add(row) }
  }

  private mutating func add(_ row: [String]) {
    precondition(
      row.count == widths.count, "TextTable: \(row.count) cells, \(widths.count) columns")
    count += 1
    for (column, cell) in row.enumerated() {
      let width = add(cell)
      cells.append(Cell(end: bytes.count, width: width))
      if width > widths[column] { widths[column] = width }
    }
  }

  /// Takes a cell's bytes; returns how many columns they take.
  private mutating func add(_ cell: String) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: cell.utf8)
    if bytes[start...].allSatisfy({ (0x20..<0x7F).contains($0) }) { return bytes.count - start }
    bytes.removeSubrange(start...)
    let clean = CleanText.line(cell)
    bytes.append(contentsOf: clean.utf8)
    return clean.count
  }

  /// Writes the rows as lines; no spaces trail.
  func write(to text: inout [UInt8], _ widths: [Int], _ alignments: [TextTable.Alignment]) {
    var (start, index) = (0, 0)
    for _ in 0..<count {
      for column in widths.indices {
        let cell = cells[index]
        let space = repeatElement(UInt8(ascii: " "), count: widths[column] - cell.width)
        if column > 0 { text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2)) }
        if alignments[column] == .right { text.append(contentsOf: space) }
        text.append(contentsOf: bytes[start..<cell.end])
        if alignments[column] == .left { text.append(contentsOf: space) }
        (start, index) = (cell.end, index + 1)
      }
      while text.last == UInt8(ascii: " ") { text.removeLast() }
      text.append(UInt8(ascii: "\n"))
    }
  }
}
