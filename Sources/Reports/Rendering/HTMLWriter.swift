/// Writes blocks as HTML, a section for each heading of the second level.
struct HTMLWriter {
  private var pictures = HTMLPictures()
  private var sections: [(id: String, title: String)] = []

  /// The blocks as the page's content.
  mutating func content(_ blocks: [Block]) -> String {
    var parts: [String] = []
    for block in blocks {
      if case .heading(2, let title) = block {
        parts.append((sections.isEmpty ? "" : "</section>\n") + opening(title))
      }
      parts.append(self.block(block))
    }
    return parts.joined(separator: "\n") + (sections.isEmpty ? "" : "\n</section>")
      + (pictures.remark.map { "\n<p>\(HTML.escaped($0))</p>" } ?? "")
  }

  /// Links to the sections that were written.
  var navigation: String {
    let links = sections.map {
      "<li><a href=\"#\($0.id)\">\(HTML.escaped($0.title))</a></li>"
    }
    return "<nav aria-label=\"Sections\"><ul>\(links.joined())</ul></nav>"
  }

  private mutating func opening(_ title: String) -> String {
    let id = Self.id(title, taken: Set(sections.map(\.id)))
    sections.append((id, title))
    return "<section id=\"\(id)\" aria-label=\"\(HTML.attribute(title))\">"
  }

  /// A name in lower case with hyphens, each once.
  private static func id(_ title: String, taken: Set<String>) -> String {
    let words = title.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let name = "s-" + words.prefix(6).joined(separator: "-")
    let number = taken.contains(name) ? (2...).first { !taken.contains("\(name)-\($0)") } : nil
    return number.map { "\(name)-\($0)" } ?? name
  }

  private mutating func block(_ block: Block) -> String {
    switch block {
    case .heading(let level, let title): return "<h\(level)>\(HTML.escaped(title))</h\(level)>"
    case .paragraph(let inlines): return "<p>\(line(inlines))</p>"
    case .table(let table): return self.table(table)
    case .image(let picture): return "<p>\(pictures.element(picture))</p>"
    case .code(_, let text):
      return "<pre><code>\(HTML.entities(CleanText.lines(text)))</code></pre>"
    case .list(let items):
      var lines = ""
      for item in items { lines += "<li>\(line(item))</li>\n" }
      return "<ul>\n\(lines)</ul>"
    case .details(let summary, let blocks): return details(summary, blocks)
    }
  }

  private mutating func details(_ summary: String, _ blocks: [Block]) -> String {
    // What is folded away needs something to click on.
    let title = summary.allSatisfy(\.isWhitespace) ? NumberText.missing : summary
    var text = "<details>\n<summary>\(HTML.escaped(title))</summary>\n"
    for block in blocks { text += self.block(block) + "\n" }
    return text + "</details>"
  }

  private mutating func line(_ inlines: [Inline]) -> String {
    var text = ""
    for inline in inlines {
      switch inline {
      case .text(let words): text += HTML.escaped(words)
      case .strong(let words): text += "<strong>\(HTML.escaped(words))</strong>"
      case .code(let words): text += "<code>\(HTML.escaped(words))</code>"
      case .picture(let picture): text += pictures.element(picture)
      }
    }
    return text
  }

  /// A cell's line, which may break between the parts of a label.
  private mutating func cell(_ inlines: [Inline]) -> String {
    guard inlines.count == 1, case .text(let words) = inlines[0], words.utf8.contains(0x2C) else {
      return line(inlines)
    }
    return words.split(separator: ",", omittingEmptySubsequences: false).map {
      HTML.escaped(String($0))
    }.joined(separator: ",<wbr>")
  }

  private mutating func table(_ table: Table) -> String {
    let classes = table.columns.map { $0.isNumeric ? " class=\"number\"" : "" }
    let titles = zip(table.columns, classes).map {
      "<th scope=\"col\"\($1)>\(HTML.escaped($0.title))</th>"
    }
    var rows = ""
    for row in table.rows {
      rows += "<tr>"
      for (cell, kind) in zip(row, classes) { rows += "<td\(kind)>\(self.cell(cell))</td>" }
      rows += "</tr>\n"
    }
    let caption = sections.last.map { "<caption>\(HTML.escaped($0.title))</caption>" } ?? ""
    return "<div class=\"wide\"><table>\(caption)\n<thead><tr>\(titles.joined())</tr></thead>\n"
      + "<tbody>\n\(rows)</tbody>\n</table></div>"
  }
}
