/// The shortest decimal that reads back as a number, to be rounded as people round: no binary
/// fraction and no C library has a say in the result.
struct ShortDecimal {
  private var digits: [UInt8]
  /// How many digits stand before the point.
  private var point: Int
  private let isNegative: Bool

  /// The decimal of a finite number.
  init(_ number: Double) {
    let (text, point) = CanonicalJSON.shortest(number.magnitude)
    digits = text.utf8.map { $0 - UInt8(ascii: "0") }
    self.point = point
    isNegative = number < 0
  }

  /// The power of ten of its first digit: -3 of 0.005.
  var exponent: Int { point - 1 }

  /// The number that it is.
  var number: Double {
    let text = digits.map(String.init).joined()
    let magnitude = Double("0.\(text.isEmpty ? "0" : text)e\(point)") ?? .nan
    return isNegative ? -magnitude : magnitude
  }

  /// It with so many significant digits; five and more is rounded away from zero.
  func rounded(to count: Int) -> ShortDecimal {
    guard digits.count > count else { return self }
    var result = self
    result.digits = Array(digits.prefix(count))
    if digits[count] >= 5 { result.increment() }
    return result
  }

  /// Adds one in the last digit.
  private mutating func increment() {
    let nines = digits.reversed().prefix { $0 == 9 }.count
    digits.removeLast(nines)
    guard let last = digits.popLast() else {
      (digits, point) = ([1], point + 1)
      return
    }
    digits.append(last + 1)
  }
}
