/// Blocks as plain text for a terminal; pictures are named, not shown.
enum PlainText {
  /// The text of these blocks.
  ///
  /// - Parameter width: Columns of the terminal that tables must fit; `nil` for any.
  static func page(_ blocks: [Block], width: Int? = nil) -> String {
    blocks.map { block($0, width) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func block(_ block: Block, _ width: Int?) -> String {
    switch block {
    case .heading(_, let title): CleanText.line(title) + "\n"
    case .paragraph(let inlines): line(inlines) + "\n"
    case .table(let table): text(table).render(width: width)
    case .image(let picture): CleanText.line(picture.description) + "\n"
    case .code(_, let text): CleanText.lines(text) + "\n"
    case .list(let items): items.map { "- " + line($0) + "\n" }.joined()
    case .details(let summary, let blocks):
      CleanText.line(summary) + "\n\n" + page(blocks, width: width)
    }
  }

  private static func text(_ table: Table) -> TextTable {
    TextTable(
      header: table.columns.map(\.title), rows: table.rows.map { $0.map(line) },
      alignments: table.columns.map { $0.isNumeric ? .right : .left },
      fits: table.columns.map { _ in .shorten(to: 8) })
  }

  private static func line(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .strong(let text), .code(let text): CleanText.line(text)
      case .picture(let picture): CleanText.line(picture.description)
      }
    }.joined()
  }
}
