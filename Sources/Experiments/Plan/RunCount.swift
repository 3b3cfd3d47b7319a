/// How many runs a spec is, exactly, however many.
public struct RunCount: Hashable, Sendable {
  /// Digits to the base of 10^9, the lowest first.
  private var digits: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  /// Makes a count.
  ///
  /// - Precondition: The value is not negative.
  public init(_ value: Int) {
    precondition(value >= 0, "RunCount: \(value)")
    digits = [UInt64(value)]
    carry()
  }

  mutating func multiply(by factor: Int) {
    let (high, low) = factor.quotientAndRemainder(dividingBy: Int(Self.base))
    var above = self
    digits = digits.map { $0 * UInt64(low) }
    carry()
    guard high > 0 else { return }
    above.multiply(by: high)
    above.digits.insert(0, at: 0)
    add(above)
  }

  mutating func add(_ other: RunCount) {
    for (index, digit) in other.digits.enumerated() {
      if index < digits.count { digits[index] += digit } else { digits.append(digit) }
    }
    carry()
  }

  private mutating func carry() {
    var index = 0
    while index < digits.count {
      let (above, digit) = digits[index].quotientAndRemainder(dividingBy: Self.base)
      digits[index] = digit
      if above > 0, index + 1 == digits.count { digits.append(0) }
      if above > 0 { digits[index + 1] += above }
      index += 1
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
  }

  /// The count where it is small enough for a machine's number.
  public var value: Int? { Int(decimal) }

  /// All its decimal digits.
  public var decimal: String {
    digits.reversed().enumerated().map { index, digit in
      let text = String(digit)
      return index == 0 ? text : String(repeating: "0", count: 9 - text.count) + text
    }.joined()
  }

  static func grouped(_ decimal: String) -> String {
    var text = ""
    for (index, digit) in decimal.enumerated() {
      if index > 0, (decimal.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}

extension RunCount: CustomStringConvertible {
  /// For people: `1,500`, `10^9`, `2.46 * 10^30`.
  public var description: String {
    let decimal = decimal
    let significant = decimal.reversed().drop { $0 == "0" }.count
    if decimal.count > 6, significant == 1, decimal.first == "1" {
      return "10^\(decimal.count - 1)"
    }
    guard decimal.count > 15 else { return Self.grouped(decimal) }
    let leading = "\(decimal.prefix(1)).\(decimal.dropFirst().prefix(2))"
    return "\(leading) * 10^\(decimal.count - 1)"
  }
}
