import ArgumentParser

/// A length of time as people type it: `30s`, `90m`, `2h`, `1h30m`, `1d`.
struct TimeSpan: Sendable, CustomStringConvertible {
  /// As it was typed.
  let description: String
  /// Its length.
  let seconds: Double

  private static let units: [Character: Int] = ["d": 86400, "h": 3600, "m": 60, "s": 1]

  /// - Throws: `ValidationError` where it is none.
  init(parsing text: String) throws {
    guard let seconds = Self.seconds(text[...], below: .max), seconds > 0 else {
      throw ValidationError(
        "\(text.debugDescription) is not a time such as 30s, 90m, 2h, 1h30m or 1d")
    }
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
