/// A table's columns as they fit a terminal that is narrower than they are.
struct TextLayout {
  /// A column that is shown.
  private struct Column {
    let place: Int
    let alignment: TextTable.Alignment
    let fit: TextTable.Fit
    let full: Int
    var width: Int

    /// The least it can do with.
    var least: Int {
      switch fit {
      case .whole, .drop: full
      case .shorten(let least): min(full, least)
      case .wrap: min(full, 20)
      }
    }

    /// Its turn to go; `nil` where it stays.
    var turn: Int? {
      switch fit {
      case .drop(let turn): turn
      case .whole, .shorten, .wrap: nil
      }
    }
  }

  private static let gap = 2
  private var columns: [Column]
  private let width: Int

  /// Columns of a terminal that a table of such columns takes.
  static func width(of widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(0, widths.count - 1)
  }

  /// Drops columns in turn until the rest fits, then gives those that can be short what is left.
  init(
    _ widths: [Int], _ alignments: [TextTable.Alignment], _ fits: [TextTable.Fit], in width: Int
  ) {
    self.width = max(1, width)
    columns = widths.indices.map { place in
      Column(
        place: place, alignment: alignments[place], fit: fits[place], full: widths[place],
        width: widths[place])
    }
    while Self.width(of: columns.map(\.least)) > width, let first = columns.compactMap(\.turn).min()
    {
      columns.removeAll { $0.turn == first }
    }
    share(width - Self.width(of: columns.map(\.least)))
  }

  // Those that want least come first: what they leave is for the others.
  private mutating func share(_ space: Int) {
    var space = max(0, space)
    let order = columns.indices.sorted {
      (columns[$0].full - columns[$0].least, $0) < (columns[$1].full - columns[$1].least, $1)
    }
    for (count, index) in order.enumerated() {
      let more = min(columns[index].full - columns[index].least, space / (order.count - count))
      columns[index].width = columns[index].least + more
      space -= more
    }
  }

  /// A row as a line, or as several where a cell goes on; none is wider than the terminal.
  func lines(_ row: [String]) -> String {
    var cells = columns.map { Self.cell(row[$0.place], $0) }
    guard let last = columns.last, case .wrap = last.fit else { return line(cells) }
    let texts = Self.wrapped(row[last.place], last.width)
    return texts.enumerated().map { number, text in
      if number > 0 { cells = columns.map { String(repeating: " ", count: $0.width) } }
      cells[cells.count - 1] = text
      return line(cells)
    }.joined()
  }

  private func line(_ cells: [String]) -> String {
    var text = cells.joined(separator: String(repeating: " ", count: Self.gap))
    while text.last == " " { text.removeLast() }
    return (text.count > width ? "\(text.prefix(width - 1))…" : text) + "\n"
  }

  private static func cell(_ text: String, _ column: Column) -> String {
    let text = shortened(text, column.width)
    let space = String(repeating: " ", count: max(0, column.width - text.count))
    return column.alignment == .left ? text + space : space + text
  }

  // Labels differ at their ends as often as where they begin.
  private static func shortened(_ text: String, _ width: Int) -> String {
    guard text.count > width, width > 1 else { return String(text.prefix(max(0, width))) }
    let tail = (width - 1) / 2
    return "\(text.prefix(width - 1 - tail))…\(text.suffix(tail))"
  }

  /// Lines of whole words; only a word that is wider than a line is broken.
  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line.removeFirst(width)
      }
    }
    return lines + [line]
  }
}
