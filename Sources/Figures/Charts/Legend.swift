/// The key of a ``LineChart``: a row for each group and each series that stands alone,
/// and below them a row for what full and dashed lines are in groups.
struct Legend: Hashable {
  /// One row.
  struct Entry: Hashable {
    let text: String
    /// `nil` for a row that is text alone.
    let color: Color?
    let style: LineSeries.Style
  }

  /// Pixels.
  enum Layout {
    static let textSize = 21.0
    static let rowHeight = 31.0
    static let swatch = 44.0
    static let gap = 12.0
  }

  /// A row for each group and each series that stands alone.
  private let lines: [Entry]
  /// A row for each style within groups.
  private let styles: [Entry]

  /// Makes the key of some series; a single series that stands alone needs none.
  init(of series: [LineSeries]) {
    let isNeeded = series.count > 1 || series.contains { $0.group != nil }
    lines = isNeeded ? Self.unique(series.map(Self.own)) : []
    styles = Self.styles(series)
  }

  private init(lines: [Entry], styles: [Entry]) {
    self.lines = lines
    self.styles = styles
  }

  /// Its rows, from the top; a blank one between the two parts.
  var entries: [Entry] {
    styles.isEmpty ? lines : lines + [Entry(text: "", color: nil, style: .solid)] + styles
  }

  /// Pixels from the swatches' left to the longest text's right.
  var width: Double {
    let longest = entries.map { StrokeFont.width($0.text, size: Layout.textSize) }.max()
    return longest.map { Layout.swatch + Layout.gap + $0 } ?? 0
  }

  /// The legend cut to a number of rows and a width; a row tells how many lines are missing.
  func fitting(rows: Int, width: Double) -> Legend {
    let room = rows - (entries.count - lines.count)
    var kept = lines
    if lines.count > room {
      kept = Array(lines.prefix(max(room - 1, 0)))
      let text = "\u{2026} \(lines.count - kept.count) more"
      kept.append(Entry(text: text, color: nil, style: .solid))
    }
    func short(_ entry: Entry) -> Entry {
      let text = Self.shortened(entry.text, to: width - Layout.swatch - Layout.gap)
      return Entry(text: text, color: entry.color, style: entry.style)
    }
    return Legend(lines: kept.map(short), styles: styles.map(short))
  }

  private static func own(_ series: LineSeries) -> Entry {
    let style = series.group == nil ? series.style : .solid
    return Entry(
      text: series.group ?? series.name, color: Palette.series(series.color), style: style)
  }

  /// What full and dashed lines mean within groups.
  private static func styles(_ series: [LineSeries]) -> [Entry] {
    unique(
      series.filter { $0.group != nil }.map {
        Entry(text: $0.name, color: Palette.axis, style: $0.style)
      })
  }

  private static func unique(_ entries: [Entry]) -> [Entry] {
    var seen: Set<Entry> = []
    return entries.filter { seen.insert($0).inserted }
  }

  /// Leaves out the middle: labels that begin alike may differ at their ends.
  private static func shortened(_ text: String, to width: Double) -> String {
    func fits(_ text: String) -> Bool { StrokeFont.width(text, size: Layout.textSize) <= width }
    if fits(text) { return text }
    let shorter = (0...text.count).reversed().lazy.map { count in
      text.prefix((count + 1) / 2) + "\u{2026}" + text.suffix(count / 2)
    }
    return String(shorter.first { fits(String($0)) } ?? "")
  }
}
