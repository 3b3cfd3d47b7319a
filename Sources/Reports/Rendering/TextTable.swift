/// Rows and columns as plain text for a terminal: columns aligned, two spaces between them.
///
/// Control characters in cells are replaced, so that no name can steer a terminal.
public struct TextTable: Sendable {
  /// Where a column's cells stand.
  public enum Alignment: Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  private let titles: TextCells
  private var rows: TextCells
  private let alignments: [Alignment]

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - header: The columns' titles.
  ///   - rows: The cells; every row as long as `header`. Read once, so they may be made lazily.
  ///   - alignments: Where the cells stand, by column; those not named stand left.
  /// - Precondition: every row is as long as `header`.
  public init(
    header: [String], rows: some Sequence<[String]>, alignments: [Alignment] = []
  ) {
    titles = TextCells(columns: header.count, [header])
    self.rows = TextCells(columns: header.count, rows)
    self.alignments = header.indices.map { $0 < alignments.count ? alignments[$0] : .left }
  }

  /// Takes the next cell: rows fill from left to right, one after another.
  public mutating func add(_ cell: String) { rows.add(cell) }

  /// Takes the next cell, in UTF-8.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) { rows.add(cell) }

  /// The table: a line of titles, then a line a row, each ended by a line end; no spaces trail.
  ///
  /// - Parameter showsHeader: Whether the titles are shown.
  /// - Returns: The text; empty without any line.
  public func render(showsHeader: Bool = true) -> String {
    var text: [UInt8] = []
    write(showsHeader: showsHeader) { text += $0 }
    return String(decoding: text, as: UTF8.self)
  }

  /// As ``render(showsHeader:)``, piece by piece: a large table need not be one text.
  ///
  /// - Parameters:
  ///   - showsHeader: Whether the titles are shown.
  ///   - output: Given each piece, whole lines in UTF-8.
  public func write(showsHeader: Bool = true, to output: ([UInt8]) -> Void) {
    let widths = zip(rows.widths, titles.widths).map { showsHeader ? max($0, $1) : $0 }
    if showsHeader { titles.write(widths, alignments, to: output) }
    rows.write(widths, alignments, to: output)
  }
}
