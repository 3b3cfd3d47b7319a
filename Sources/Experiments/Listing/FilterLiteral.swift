import Foundation

/// A value that a filter compares with: a number in any spelling, or a text.
struct FilterLiteral: Hashable, Sendable {
  /// As it was typed, without quotes.
  let text: String
  /// The number that it is, if it is one; `nan` and `inf` are.
  let number: Double?

  init(_ text: String) {
    self.text = text
    number = Self.number(text)
  }

  /// Whether a value stands so to this one. The value's kind decides: a number is compared with
  /// numbers alone, a text with any text.
  func holds(_ relation: FilterRelation, of value: Value, _ name: String) -> Bool {
    switch relation {
    case .equal: equals(value, name)
    case .unequal: !equals(value, name)
    case .less: order(of: value).map { $0 < 0 } ?? false
    case .atMost: order(of: value).map { $0 <= 0 } ?? false
    case .greater: order(of: value).map { $0 > 0 } ?? false
    case .atLeast: order(of: value).map { $0 >= 0 } ?? false
    case .contains: isPart(of: value)
    }
  }

  private func equals(_ value: Value, _ name: String) -> Bool {
    switch value {
    case .number(let other):
      number.map { $0 == other || ($0.isNaN && other.isNaN) } ?? false
    // As everywhere, the beginning of an id names it.
    case .text(let other): other == text || (name == RunField.id.rawValue && isBeginning(of: other))
    case .list: Self.tight(value.words) == Self.tight(text) || value.label == text
    case .flag, .null: value.words == text
    }
  }

  private func isBeginning(of id: String) -> Bool { !text.isEmpty && id.hasPrefix(text) }

  /// Below 0 where the value comes before this one, 0 where they are equal; `nil` where there is no
  /// order.
  private func order(of value: Value) -> Int? {
    switch value {
    case .number(let other):
      guard let number, !number.isNaN, !other.isNaN else { return nil }
      return other < number ? -1 : other == number ? 0 : 1
    case .text(let other):
      return other == text ? 0 : other.utf8.lexicographicallyPrecedes(text.utf8) ? -1 : 1
    case .list, .flag, .null: return nil
    }
  }

  /// A text contains another in capitals or not; a list, one of its values.
  private func isPart(of value: Value) -> Bool {
    if case .list(let values) = value { return values.contains { equals($0, "") } }
    return text.isEmpty
      || value.words.range(of: text, options: [.caseInsensitive, .literal]) != nil
  }

  private static func tight(_ text: String) -> String { text.filter { $0 != " " } }

  // `Double` would take hexadecimal and words such as "infinity" too.
  private static func number(_ text: String) -> Double? {
    let sign: Double = text.hasPrefix("-") ? -1 : 1
    let rest = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    switch rest.lowercased() {
    case "nan": return .nan
    case "inf", "infinity": return sign * .infinity
    default: break
    }
    guard let first = rest.utf8.first, first == UInt8(ascii: ".") || isDigit(first),
      rest.utf8.allSatisfy({ isDigit($0) || ".eE+-".utf8.contains($0) })
    else { return nil }
    return Double(rest).map { sign * $0 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
