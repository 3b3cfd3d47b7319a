/// Blocks as one HTML page: no script, nothing fetched, pictures linked within the page's folder.
enum HTML {
  /// The page of these blocks.
  ///
  /// - Parameters:
  ///   - title: What the browser's window shows.
  ///   - blocks: The page's content.
  static func page(title: String, _ blocks: [Block]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'; \
    base-uri 'none'; form-action 'none'">
    <title>\(escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(blocks.map(block).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  /// Text on one line, as content or between an attribute's double quotes.
  static func escaped(_ text: String) -> String {
    entities(CleanText.line(text))
  }

  /// A picture's element; its own size where no width is given.
  static func image(_ picture: Picture) -> String {
    let width = picture.width.map { " width=\"\($0)\"" } ?? ""
    return
      "<img src=\"\(attribute(picture.path))\" alt=\"\(attribute(picture.description))\"\(width)>"
  }

  private static func block(_ block: Block) -> String {
    switch block {
    case .heading(let level, let title): "<h\(level)>\(escaped(title))</h\(level)>"
    case .paragraph(let inlines): "<p>\(line(inlines))</p>"
    case .table(let table): self.table(table)
    case .image(let picture): "<p>\(image(picture))</p>"
    case .code(_, let text): "<pre><code>\(entities(CleanText.lines(text)))</code></pre>"
    case .list(let items): "<ul>\n\(items.map { "<li>\(line($0))</li>\n" }.joined())</ul>"
    case .details(let summary, let blocks):
      "<details>\n<summary>\(escaped(summary))</summary>\n"
        + blocks.map { self.block($0) + "\n" }.joined() + "</details>"
    }
  }

  private static func line(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): escaped(text)
      case .strong(let text): "<strong>\(escaped(text))</strong>"
      case .code(let text): "<code>\(escaped(text))</code>"
      case .picture(let picture): image(picture)
      }
    }.joined()
  }

  private static func table(_ table: Table) -> String {
    let numeric = table.columns.map { $0.isNumeric ? " class=\"number\"" : "" }
    let titles = zip(table.columns, numeric).map { "<th\($1)>\(escaped($0.title))</th>" }
    let rows = table.rows.map { row in
      "<tr>" + zip(row, numeric).map { "<td\($1)>\(line($0))</td>" }.joined() + "</tr>\n"
    }
    return "<div class=\"wide\"><table>\n<thead><tr>\(titles.joined())</tr></thead>\n<tbody>\n"
      + rows.joined() + "</tbody>\n</table></div>"
  }

  /// Also harmless in a cell of a Markdown table, where a bar would end the cell.
  private static func attribute(_ text: String) -> String {
    escaped(text).replacing("|", with: "&#124;").replacing("`", with: "&#96;")
  }

  private static func entities(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  private static let style = """
    body { margin: 0; background: #fff; color: #1b1f24; font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
    h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .75rem; }
    h1 { margin-top: 0; }
    h2 { border-bottom: 1px solid #d9dee3; padding-bottom: .3rem; }
    p { margin: .75rem 0; }
    img { max-width: 100%; height: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { border: 1px solid #d9dee3; padding: .35rem .7rem; text-align: left; }
    th { background: #f4f6f8; }
    td img { max-width: none; }
    .number { text-align: right; white-space: nowrap; }
    .wide { overflow-x: auto; margin: 1rem 0; }
    code { background: #f1f3f5; border-radius: 4px; padding: .1em .3em; font-size: .9em; }
    pre { background: #f6f8fa; border-radius: 6px; padding: 1rem; overflow-x: auto; }
    pre code { background: none; padding: 0; }
    details { margin: 1rem 0; }
    summary { cursor: pointer; font-weight: 600; }
    """
}
