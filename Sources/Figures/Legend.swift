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

  /// Its rows, from the top.
  let entries: [Entry]

  /// Makes the key of some series; a single series that stands alone needs none.
  init(of series: [LineSeries]) {
    let isNeeded = series.count > 1 || series.contains { $0.group != nil }
    let styles = Self.styles(series)
    let blank = styles.isEmpty ? [] : [Entry(text: "", color: nil, style: .solid)]
    entries = isNeeded ? Self.unique(series.map(Self.own)) + blank + styles : []
  }

  private init(entries: [Entry]) {
    self.entries = entries
  }

  /// Pixels from the swatches' left to the longest text's right.
  var width: Double {
    let longest = entries.map { StrokeFont.width($0.text, size: Layout.textSize) }.max()
    return longest.map { Layout.swatch + Layout.gap + $0 } ?? 0
  }

  /// The legend cut to a number of rows and a width; the last row tells how many rows are missing.
  func fitting(rows: Int, width: Double) -> Legend {
    let room = width - Layout.swatch - Layout.gap
    var kept = entries
    if entries.count > rows {
      kept = Array(entries.prefix(max(rows - 1, 0)))
      let text = "\u{2026} \(entries.count - kept.count) more"
      kept.append(Entry(text: text, color: nil, style: .solid))
    }
    return Legend(
      entries: kept.map {
        Entry(text: Self.shortened($0.text, to: room), color: $0.color, style: $0.style)
      })
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

  private static func shortened(_ text: String, to width: Double) -> String {
    func fits(_ text: String) -> Bool { StrokeFont.width(text, size: Layout.textSize) <= width }
    if fits(text) { return text }
    var kept = Substring(text)
    while !kept.isEmpty, !fits(kept + "\u{2026}") { kept = kept.dropLast() }
    return kept + "\u{2026}"
  }
}
