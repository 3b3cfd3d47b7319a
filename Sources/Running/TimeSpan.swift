/// A length of time as people type it: `30s`, `90m`, `2h`, `1h30m`, `1d`.
package struct TimeSpan: Sendable, CustomStringConvertible {
  /// As it was typed.
  package let description: String
  /// Its length.
  package let seconds: Double

  private static let units: [Character: Int] = ["d": 86400, "h": 3600, "m": 60, "s": 1]

  /// Reads one; `nil` where a text is none.
  package init?(_ text: String) {
    guard let seconds = Self.seconds(text[...], below: .max), seconds > 0 else { return nil }
    description = text
    self.seconds = Double(seconds)
  }

  /// A number and its unit, then the rest in smaller units; `nil` where it is anything else.
  private static func seconds(_ text: Substring, below bound: Int) -> Int? {
    guard !text.isEmpty else { return 0 }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count < 9, let number = Int(digits),
      let unit = text.dropFirst(digits.count).first.flatMap({ units[$0] }), unit < bound,
      let rest = seconds(text.dropFirst(digits.count + 1), below: unit)
    else { return nil }
    return number * unit + rest
  }
}
