/// Why a filter, a list of columns or an order is none, and where.
public struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was typed.
  public let text: String
  /// Where in it: Unicode scalars before the place.
  public let offset: Int
  /// What is wrong there.
  public let what: String
  /// What may stand there.
  public let expected: [String]
  /// What was perhaps meant.
  public let suggestion: String?

  /// Makes an error.
  public init(
    _ text: String, _ offset: Int, _ what: String, expected: [String] = [],
    suggestion: String? = nil
  ) {
    self.text = text
    self.offset = offset
    self.what = what
    self.expected = expected
    self.suggestion = suggestion
  }

  /// What is wrong, and below it the text with a caret under the place.
  public var description: String {
    var line = what
    if !expected.isEmpty { line += "; expected \(expected.joined(separator: ", "))" }
    if let suggestion { line += Suggestion.phrase(suggestion) }
    return "\(line)\n  \(before)\(after)\n  \(String(repeating: " ", count: before.count))^"
  }

  // A long text would be broken by the terminal, and the caret stand under something else.
  private static let most = 50

  private var before: String {
    let all = text.unicodeScalars.prefix(offset)
    let kept = Self.shown(all.suffix(Self.most))
    return (all.count > Self.most ? "..." : "") + kept
  }

  private var after: String {
    let all = text.unicodeScalars.dropFirst(offset)
    return Self.shown(all.prefix(Self.most)) + (all.count > Self.most ? "..." : "")
  }

  private static func shown(_ part: Substring.UnicodeScalarView) -> String {
    SpecError.printable(String(Substring(part)))
  }
}
