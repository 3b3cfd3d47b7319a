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

  /// What becomes of a column where the terminal is too narrow for the table.
  public enum Fit: Sendable {
    /// It stays as it is.
    case whole
    /// Its cells lose their middle, down to so many columns of the terminal.
    case shorten(to: Int)
    /// It goes; the column of the smallest number first.
    case drop(Int)
    /// Its cells go on in further lines; the last column alone.
    case wrap
  }

  private let titles: TextCells
  private var rows: TextCells
  private let alignments: [Alignment]
  private let fits: [Fit]

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - header: The columns' titles.
  ///   - rows: The cells; every row as long as `header`. Read once, so they may be made lazily.
  ///   - alignments: Where the cells stand, by column; those not named stand left.
  ///   - fits: What becomes of the columns on a narrow terminal; those not named stay whole.
  /// - Precondition: every row is as long as `header`.
  public init(
    header: [String], rows: some Sequence<[String]>, alignments: [Alignment] = [],
    fits: [Fit] = []
  ) {
    titles = TextCells(columns: header.count, [header])
    self.rows = TextCells(columns: header.count, rows)
    self.alignments = header.indices.map { $0 < alignments.count ? alignments[$0] : .left }
    self.fits = header.indices.map { $0 < fits.count ? fits[$0] : .whole }
  }

  /// Takes the next cell: rows fill from left to right, one after another.
  public mutating func add(_ cell: String) { rows.add(cell) }

  /// Takes the next cell, in UTF-8.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) { rows.add(cell) }

  /// The table: a line of titles, then a line a row, each ended by a line end; no spaces trail.
  ///
  /// - Parameters:
  ///   - showsHeader: Whether the titles are shown.
  ///   - width: Columns of the terminal it must fit; `nil` for any.
  /// - Returns: The text; empty without any line.
  public func render(showsHeader: Bool = true, width: Int? = nil) -> String {
    var text: [UInt8] = []
    write(showsHeader: showsHeader, width: width) { text += $0 }
    return String(decoding: text, as: UTF8.self)
  }

  /// As ``render(showsHeader:width:)``, piece by piece: a large table need not be one text.
  ///
  /// - Parameters:
  ///   - showsHeader: Whether the titles are shown.
  ///   - width: Columns of the terminal it must fit; `nil` for any.
  ///   - output: Given each piece, whole lines in UTF-8.
  public func write(showsHeader: Bool = true, width: Int? = nil, to output: ([UInt8]) -> Void) {
    let widths = zip(rows.widths, titles.widths).map { showsHeader ? max($0, $1) : $0 }
    if let width, TextLayout.width(of: widths) > width {
      // A column without anything in it is missed least.
      let fits = zip(fits, rows.widths).map { $1 == 0 ? .drop(.min) : $0 }
      return write(TextLayout(widths, alignments, fits, in: width), showsHeader, to: output)
    }
    if showsHeader { titles.write(widths, alignments, to: output) }
    rows.write(widths, alignments, to: output)
  }

  private func write(_ layout: TextLayout, _ showsHeader: Bool, to output: ([UInt8]) -> Void) {
    func lines(_ row: [String]) { output(Array(layout.lines(row).utf8)) }
    if showsHeader { titles.eachRow(lines) }
    rows.eachRow(lines)
  }
}
