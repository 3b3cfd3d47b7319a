/// Bars and small curves, of what the terminal can show.
package struct BoardStrokes: Sendable {
  /// Whether it shows more than ASCII.
  private let isUnicode: Bool

  package init(isUnicode: Bool) { self.isUnicode = isUnicode }

  /// A piece of a line, with a sign that it can show for text that is left out.
  func plain(_ span: BoardFrame.Span) -> BoardFrame.Span {
    guard !isUnicode, span.text.contains("…") else { return span }
    return BoardFrame.Span(
      span.text.replacing("…", with: "~"), width: span.width, span.look)
  }

  /// A bar of so many columns, filled as far as its share, 0 to 1.
  func bar(_ share: Double, width: Int) -> (filled: String, rest: String) {
    let eighths = Int((Self.clamped(share) * Double(8 * width)).rounded(.down))
    guard isUnicode else {
      let whole = eighths / 8
      return (String(repeating: "#", count: whole), String(repeating: "-", count: width - whole))
    }
    let part = eighths % 8 == 0 ? "" : Self.parts[eighths % 8]
    let filled = String(repeating: "█", count: eighths / 8) + part
    return (filled, String(repeating: "░", count: width - eighths / 8 - (part.isEmpty ? 0 : 1)))
  }

  /// A share in whole percent, 0 to 100, whatever somebody said that it is.
  static func percent(_ share: Double) -> Int { Int(100 * clamped(share)) }

  private static func clamped(_ share: Double) -> Double {
    share.isNaN ? 0 : min(1, max(0, share))
  }

  /// A curve of the last values, so many columns wide; the oldest first, spaces before them.
  func curve(_ values: [Double], width: Int) -> String {
    let shown = values.suffix(width)
    // Halved, so that no difference of finite values is infinite.
    let halves = shown.filter(\.isFinite).map { $0 / 2 }
    let (low, high) = (halves.min() ?? 0, halves.max() ?? 0)
    let strokes = shown.map { stroke($0, low, high) }.joined()
    return String(repeating: " ", count: width - shown.count) + strokes
  }

  private func stroke(_ value: Double, _ low: Double, _ high: Double) -> String {
    guard value.isFinite else { return "!" }
    let levels = isUnicode ? Self.levels : Self.plainLevels
    let place = high > low ? (value / 2 - low) / (high - low) : 0
    return levels[min(levels.count - 1, Int(place * Double(levels.count)))]
  }

  private static let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let plainLevels = ["_", ".", "-", "=", "*", "#"]
}
