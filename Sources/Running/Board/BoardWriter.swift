/// What to write to a terminal so that it shows one frame after another, and no more than changed.
///
/// Between frames the cursor stands at the beginning of the first line. So a terminal that breaks its
/// lines anew takes the cursor along, and all of an old frame can be cleared from there on; and
/// whatever ends the process, the cursor is never hidden.
package struct BoardWriter: Sendable {
  private var shown: BoardFrame?
  private var size: TerminalSize?
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  // A terminal that knows how shows all of it at once; none wraps a line that it takes for wider.
  private static let begin = "\u{1B}[?2026h\u{1B}[?25l\u{1B}[?7l"
  private static let end = "\r\u{1B}[?7h\u{1B}[?25h\u{1B}[?2026l"
  private static let clear = "\r\u{1B}[J"

  /// Shows a frame.
  ///
  /// - Returns: What to write; nothing where it is shown already.
  package mutating func show(_ frame: BoardFrame, in size: TerminalSize) -> String {
    guard let shown, self.size == size else { return showAnew(frame, in: size) }
    guard shown != frame else { return "" }
    self.shown = frame
    var row = 0
    let changes = change(from: shown, to: frame, &row)
    return Self.begin + changes + Self.up(row) + Self.end
  }

  /// Says lines above what is shown.
  ///
  /// - Parameter text: Whole lines, that steer nothing.
  package mutating func say(_ text: String) -> String {
    guard let shown else { return text }
    return Self.begin + Self.clear + text + whole(shown) + Self.end
  }

  /// Takes away what is shown.
  package mutating func hide() -> String {
    guard shown != nil else { return "" }
    (shown, size) = (nil, nil)
    return Self.clear
  }

  private mutating func showAnew(_ frame: BoardFrame, in size: TerminalSize) -> String {
    let before = shown == nil ? "" : Self.clear
    (shown, self.size) = (frame, size)
    return Self.begin + before + whole(frame) + Self.end
  }

  /// All lines; then the cursor is in the first one again.
  private func whole(_ frame: BoardFrame) -> String {
    let lines = frame.lines.map { line in line.map(painted).joined() }
    return "\r" + lines.joined(separator: "\r\n") + Self.up(frame.lines.count - 1)
  }

  /// - Parameter row: Where the cursor is in the end.
  private func change(from old: BoardFrame, to new: BoardFrame, _ row: inout Int) -> String {
    var text = ""
    for (index, line) in new.lines.enumerated() {
      let before = index < old.lines.count ? old.lines[index] : nil
      guard before != line else { continue }
      text += Self.down(index - row) + change(from: before ?? [], to: line)
      row = index
    }
    guard new.lines.count < old.lines.count else { return text }
    text += Self.down(new.lines.count - row) + Self.clear
    row = new.lines.count
    return text
  }

  /// The pieces of a line that are others or stand elsewhere; then what was longer goes.
  private func change(from old: BoardFrame.Line, to new: BoardFrame.Line) -> String {
    var (text, column, before, written) = ("", 0, 0, -1)
    for (index, span) in new.enumerated() {
      let isSame = index < old.count && column == before && old[index] == span
      if !isSame {
        if written != column { text += "\u{1B}[\(column + 1)G" }
        text += painted(span)
        written = column + span.width
      }
      column += span.width
      if index < old.count { before += old[index].width }
    }
    guard column < BoardFrame.width(old) else { return text }
    return text + "\u{1B}[\(column + 1)G\u{1B}[K"
  }

  private func painted(_ span: BoardFrame.Span) -> String {
    guard usesColor, span.look != .plain else { return span.text }
    return "\u{1B}[\(span.look.rawValue)m\(span.text)\u{1B}[0m"
  }

  // By line ends, since the screen has to make room for lines that are new.
  private static func down(_ rows: Int) -> String { String(repeating: "\n", count: max(0, rows)) }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
}
