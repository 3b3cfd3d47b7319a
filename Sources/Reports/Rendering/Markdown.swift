/// Blocks as GitHub-flavoured Markdown.
///
/// Outside strings can make no markup: see ``MarkdownText``. Pictures are `<img>` elements, which
/// code-hosting pages show inside tables too, at a given width.
enum Markdown {
  /// The page of these blocks.
  static func page(_ blocks: [Block]) -> String {
    blocks.map(block).joined(separator: "\n\n") + "\n"
  }

  private static func block(_ block: Block) -> String {
    switch block {
    case .heading(let level, let title):
      String(repeating: "#", count: level) + " " + MarkdownText.escaped(title)
    case .paragraph(let inlines): paragraph(inlines)
    case .table(let table): self.table(table)
    case .image(let picture): image(picture)
    case .code(let language, let text): code(language, text)
    case .list(let items): items.map { "- " + paragraph($0) }.joined(separator: "\n")
    case .details(let summary, let blocks): details(summary, blocks)
    }
  }

  private static func paragraph(_ inlines: [Inline]) -> String {
    MarkdownText.atLineStart(line(inlines))
  }

  private static func line(_ inlines: [Inline]) -> String {
    inlines.map(inline).joined()
  }

  private static func inline(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): MarkdownText.escaped(text)
    case .strong(let text): text.isEmpty ? "" : "**" + MarkdownText.escaped(text) + "**"
    case .code(let text): MarkdownText.code(text)
    case .picture(let picture): image(picture)
    }
  }

  private static func image(_ picture: Picture) -> String {
    HTML.image(picture)
  }

  private static func table(_ table: Table) -> String {
    let titles = table.columns.map { MarkdownText.escaped($0.title) }
    let rules = table.columns.map { $0.isNumeric ? "---:" : "---" }
    let rows = table.rows.map { $0.map(line) }
    return ([titles, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// The fence is longer than any run of backticks within.
  private static func code(_ language: String, _ text: String) -> String {
    let runs = text.split(whereSeparator: { $0 != "`" }).map(\.count)
    let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
    return "\(fence)\(language)\n\(CleanText.lines(text))\n\(fence)"
  }

  private static func details(_ summary: String, _ blocks: [Block]) -> String {
    let title = "<details>\n<summary>\(HTML.escaped(summary))</summary>"
    return ([title] + blocks.map(block) + ["</details>"]).joined(separator: "\n\n")
  }
}
