import Reports

/// A text from outside that takes as many columns as it says, on any terminal.
package struct BoardText: Equatable, Sendable {
  /// What is shown of it.
  package let text: String
  /// Columns that it takes.
  package let width: Int

  // Longer ones fit nowhere, and would only be counted again and again.
  private static let most = 500
  private static let mostMarks = 2

  package init(_ text: String) {
    self.text = Self.clean(text)
    width = DisplayWidth.of(self.text)
  }

  private init(text: String, width: Int) { (self.text, self.width) = (text, width) }

  /// As it is, or without its middle where it is wider than so many columns.
  func shortened(to limit: Int) -> BoardText {
    guard width > limit else { return self }
    guard limit > 1 else { return BoardText(text: limit == 1 ? "…" : "", width: max(0, limit)) }
    let tail = Self.prefix(text.reversed(), (limit - 1) / 2)
    let head = Self.prefix(text, limit - 1 - tail.width)
    return BoardText(
      text: head.text + "…" + String(tail.text.reversed()), width: head.width + 1 + tail.width)
  }

  /// As many characters as fit into so many columns.
  private static func prefix(
    _ text: some Sequence<Character>, _ limit: Int
  ) -> (text: String, width: Int) {
    var (found, width) = ("", 0)
    for character in text {
      let more = DisplayWidth.of(character)
      if width + more > limit { break }
      found.append(character)
      width += more
    }
    return (found, width)
  }

  private static func clean(_ text: String) -> String {
    if text.utf8.count <= most, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    let line = CleanText.line(String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))))
    var (kept, marks) = (String.UnicodeScalarView(), 0)
    for scalar in line.unicodeScalars where !joins(scalar) {
      marks = DisplayWidth.of(scalar) == 0 ? marks + 1 : 0
      if marks <= mostMarks { kept.append(scalar) }
    }
    return String(kept)
  }

  /// Whether a scalar makes one picture of several, of which terminals disagree how wide it is.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}
