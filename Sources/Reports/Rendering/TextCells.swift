/// The cells of a table's rows as one buffer: a large table would else be a million texts.
struct TextCells: Sendable {
  /// How many bytes a cell has, and how many columns of a terminal it takes.
  private struct Cell {
    let bytes: UInt32
    let width: UInt32
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

  /// Takes one more row.
  mutating func add(_ row: [String]) {
    precondition(
      row.count == widths.count, "TextTable: \(row.count) cells, \(widths.count) columns")
    count += 1
    for column in row.indices {
      let start = bytes.count
      let width = add(row[column])
      cells.append(Cell(bytes: UInt32(bytes.count - start), width: UInt32(width)))
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

  private static let piece = 1 << 16

  /// Writes the rows as lines, some at a time; no spaces trail.
  func write(
    _ widths: [Int], _ alignments: [TextTable.Alignment], to output: ([UInt8]) -> Void
  ) {
    var text: [UInt8] = []
    text.reserveCapacity(2 * Self.piece)
    var (start, index) = (0, 0)
    for _ in 0..<count {
      for column in widths.indices {
        let cell = cells[index]
        let end = start + Int(cell.bytes)
        let space = repeatElement(UInt8(ascii: " "), count: widths[column] - Int(cell.width))
        if column > 0 { text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2)) }
        if alignments[column] == .right { text.append(contentsOf: space) }
        text.append(contentsOf: bytes[start..<end])
        if alignments[column] == .left { text.append(contentsOf: space) }
        (start, index) = (end, index + 1)
      }
      while text.last == UInt8(ascii: " ") { text.removeLast() }
      text.append(UInt8(ascii: "\n"))
      if text.count >= Self.piece { flush(&text, to: output) }
    }
    flush(&text, to: output)
  }

  private func flush(_ text: inout [UInt8], to output: ([UInt8]) -> Void) {
    output(text)
    text.removeAll(keepingCapacity: true)
  }
}
