/// What stands on a terminal, as a value.
package struct BoardFrame: Equatable, Sendable {
  /// How a piece of a line looks.
  package enum Look: String, Sendable {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case good = "32"
    case bad = "31"
  }

  /// A piece of a line.
  package struct Span: Equatable, Sendable {
    package let text: String
    /// Columns that it takes.
    package let width: Int
    package let look: Look

    /// Of ASCII, or with its width known.
    init(_ text: String, width: Int? = nil, _ look: Look = .plain) {
      self.text = text
      self.width = width ?? DisplayWidth.of(text)
      self.look = look
    }

    init(_ text: BoardText, _ look: Look = .plain) {
      self.init(text.text, width: text.width, look)
    }
  }

  /// A line's pieces, from its first column.
  package typealias Line = [Span]

  package var lines: [Line] = []

  /// The same as plain text, a line each.
  package var text: String {
    lines.map { line in line.map(\.text).joined() + "\n" }.joined()
  }

  /// Columns of a line.
  static func width(_ line: Line) -> Int { line.reduce(0) { $0 + $1.width } }

  static func spaces(_ count: Int) -> Span {
    Span(String(repeating: " ", count: max(0, count)), width: max(0, count))
  }
}
