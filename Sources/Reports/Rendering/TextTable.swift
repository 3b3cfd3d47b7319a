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

  private let header: [String]
  private let rows: [[String]]
  private let alignments: [Alignment]

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - header: The columns' titles.
  ///   - rows: The cells; every row as long as `header`.
  ///   - alignments: Where the cells stand, by column; those not named stand left.
  /// - Precondition: every row is as long as `header`.
  public init(header: [String], rows: [[String]], alignments: [Alignment] = []) {
    for row in rows {
      precondition(
        row.count == header.count, "TextTable: \(row.count) cells, \(header.count) columns")
    }
    self.header = header.map(CleanText.line)
    self.rows = rows.map { $0.map(CleanText.line) }
    self.alignments = header.indices.map { $0 < alignments.count ? alignments[$0] : .left }
  }

  /// The table: a line of titles, then a line a row, each ended by a line end; no spaces trail.
  ///
  /// - Parameter showsHeader: Whether the titles are shown.
  /// - Returns: The text; empty without any line.
  public func render(showsHeader: Bool = true) -> String {
    let lines = (showsHeader ? [header] : []) + rows
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { index in
      let space = String(repeating: " ", count: widths[index] - cells[index].count)
      return alignments[index] == .left ? cells[index] + space : space + cells[index]
    }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
}
