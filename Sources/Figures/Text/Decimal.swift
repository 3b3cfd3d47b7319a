/// A decimal number for an axis: `mantissa` times ten to the `exponent`.
struct Decimal: Hashable {
  let mantissa: Int
  let exponent: Int

  /// The nearest `Double`, for exponents in -22...22; near it beyond.
  var value: Double {
    let power = Self.power(abs(exponent))
    return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
  }

  /// As a reader writes it: `0.25`, `300`, `2e-5`.
  var label: String {
    let sign = mantissa < 0 ? "\u{2212}" : ""
    let digits = String(mantissa.magnitude)
    if mantissa == 0 { return "0" }
    if exponent >= 0, digits.count + exponent <= 5 {
      return sign + digits + String(repeating: "0", count: exponent)
    }
    if exponent < 0, exponent >= -4 { return sign + Self.pointed(digits, places: -exponent) }
    return sign + Self.scientific(digits, exponent)
  }

  /// Ten to a power that is not negative.
  static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func pointed(_ digits: String, places: Int) -> String {
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  private static func scientific(_ digits: String, _ exponent: Int) -> String {
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    let short = digits.dropLast(zeros)
    let power = exponent + digits.count - 1
    return short.count == 1
      ? "\(short)e\(power)" : "\(short.prefix(1)).\(short.dropFirst())e\(power)"
  }
}
