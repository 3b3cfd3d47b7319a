import Foundation

/// One pattern, ready to search.
struct OnePatternSearch {
  /// What came of a line.
  enum Found {
    case nothing
    case number(Double)
    case words(String)
    case tooLong
  }

  /// Some expressions take time that doubles with each character. The engine counts its steps and
  /// calls after so many of them: a limit on calls is the same on every machine.
  private static let mostCalls = 200

  let pattern: MetricPattern
  private let expression: NSRegularExpression
  /// What each match begins with; most lines do not hold it, and that is found out fast.
  private let beginning: [UInt8]

  init?(_ pattern: MetricPattern) {
    guard let expression = try? NSRegularExpression(pattern: pattern.expression) else { return nil }
    self.pattern = pattern
    self.expression = expression
    beginning = Array(Self.beginning(of: pattern.expression).utf8)
  }

  /// Whether the line is worth a search.
  func mayBe(in line: ArraySlice<UInt8>) -> Bool {
    guard let first = beginning.first else { return !line.isEmpty }
    var rest = line
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: beginning) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Searches a line.
  func find(in text: String) -> Found {
    var found = Found.nothing
    var calls = 0
    let whole = NSRange(text.startIndex..., in: text)
    expression.enumerateMatches(in: text, options: [.reportProgress], range: whole) {
      match, _, stop in
      if let match {
        found = Self.value(of: match, text)
        stop.pointee = true
      } else {
        calls += 1
        if calls > Self.mostCalls {
          found = .tooLong
          stop.pointee = true
        }
      }
    }
    return found
  }

  private static func value(of match: NSTextCheckingResult, _ text: String) -> Found {
    guard let range = Range(match.range(at: 1), in: text) else { return .nothing }
    let words = text[range].trimmingCharacters(in: .whitespaces)
    return Double(words).map { .number($0) } ?? .words(words)
  }

  /// The characters without meaning that an expression begins with.
  static func beginning(of expression: String) -> String {
    guard !expression.contains("|") else { return "" }
    let plain = expression.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || " _=:,/\"'-%@;<>".contains($0))
    }
    // The last may be there any number of times, or not at all.
    let isRepeated = expression.dropFirst(plain.count).first.map { "?*+{".contains($0) } ?? false
    return String(isRepeated ? plain.dropLast() : plain)
  }
}
