/// Some rows of a table: their cells' bytes, one after another.
struct TextLines: Sendable {
  /// How many bytes a cell has, and how many columns of a terminal it takes.
  private struct Cell {
    let bytes: UInt32
    let width: UInt32
  }

  private static let limit = 1 << 15
  private var bytes: [UInt8] = []
  private var cells: [Cell] = []

  /// None yet.
  init() {}

  /// None yet, with room for as many as another has.
  init(like other: TextLines) {
    bytes.reserveCapacity(2 * Self.limit)
    cells.reserveCapacity(other.cells.count + other.cells.count / 8)
  }

  /// Whether there are so many that the next belong elsewhere.
  var isFull: Bool { bytes.count >= Self.limit }

  /// Takes a cell, harmless to show; returns its width.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>, width: Int) -> Int {
    bytes.append(contentsOf: cell)
    cells.append(Cell(bytes: UInt32(cell.count), width: UInt32(width)))
    return width
  }

  /// Gives each row's cells.
  func eachRow(of columns: Int, _ take: ([String]) -> Void) {
    var (row, start): ([String], Int) = ([], 0)
    for cell in cells {
      let end = start + Int(cell.bytes)
      row.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
      guard row.count == columns else { continue }
      take(row)
      row = []
    }
  }

  /// The rows as lines, columns so wide; no spaces trail.
  func text(_ widths: [Int], _ alignments: [TextTable.Alignment]) -> [UInt8] {
    // More than enough: a cell's bytes or its width, and two spaces after it.
    let capacity =
      bytes.count + cells.count / widths.count * (widths.reduce(0, +) + 2 * widths.count)
    return [UInt8](unsafeUninitializedCapacity: capacity) { text, count in
      text.initialize(repeating: UInt8(ascii: " "))
      bytes.withUnsafeBufferPointer { count = lay($0, into: text, widths, alignments) }
    }
  }

  /// Lays cells' bytes into a text that is all spaces; returns its length.
  private func lay(
    _ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>,
    _ widths: [Int], _ alignments: [TextTable.Alignment]
  ) -> Int {
    var (end, cell, start) = (0, 0, 0)
    while cell < cells.count {
      var place = end
      for column in widths.indices {
        let (length, space) = (Int(cells[cell].bytes), widths[column] - Int(cells[cell].width))
        if alignments[column] == .right { place += space }
        let source = UnsafeBufferPointer(rebasing: bytes[start..<start + length])
        _ = UnsafeMutableBufferPointer(rebasing: text[place...]).update(fromContentsOf: source)
        place += length + (alignments[column] == .left ? space : 0) + 2
        (cell, start) = (cell + 1, start + length)
      }
      while place > end, text[place - 1] == UInt8(ascii: " ") { place -= 1 }
      text[place] = UInt8(ascii: "\n")
      end = place + 1
    }
    return end
  }
}
