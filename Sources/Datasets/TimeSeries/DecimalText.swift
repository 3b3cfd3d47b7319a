/// A decimal number written in text: `-1.5e-3`.
///
/// Short numbers are read without making a string of them. Where the digits make an integer under
/// 2^53 and the power of ten is at most 22, both are exact, and one multiplication or division rounds
/// once, so correctly; all others are left to the standard library.
///
/// Source: Clinger 1990, "How to read floating point numbers accurately", doi:10.1145/93542.93557.
struct DecimalText {
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var exponent = 0
  private var isNegative = false

  /// The number that `bytes` spell, infinite where it is too large; `nil` where they spell none.
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var text = DecimalText()
    guard text.scan(bytes) else { return nil }
    return text.exact ?? Double(String(decoding: bytes, as: UTF8.self))
  }

  private var exact: Double? {
    guard digits <= 15, abs(exponent) < Self.powers.count else { return nil }
    let magnitude =
      exponent < 0
      ? Double(mantissa) / Self.powers[-exponent] : Double(mantissa) * Self.powers[exponent]
    return isNegative ? -magnitude : magnitude
  }

  /// Takes in a sign, digits with or without a point, and an exponent.
  private mutating func scan(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    isNegative = Self.takeSign(&rest)
    let whole = takeDigits(&rest, shift: 0)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = takeDigits(&rest, shift: -1)
    }
    guard whole + fraction > 0 else { return false }
    return rest.isEmpty || scanExponent(&rest)
  }

  /// Takes digits into the mantissa; of too many only their number counts.
  private mutating func takeDigits(_ rest: inout ArraySlice<UInt8>, shift: Int) -> Int {
    var count = 0
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      if digits < 16 { mantissa = 10 * mantissa + UInt64(byte - 0x30) }
      if mantissa > 0 { digits += 1 }
      exponent += shift
      count += 1
      rest = rest.dropFirst()
    }
    return count
  }

  private mutating func scanExponent(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let mark = rest.popFirst(), mark | 0x20 == UInt8(ascii: "e") else { return false }
    let isNegative = Self.takeSign(&rest)
    guard !rest.isEmpty, rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    // Beyond three digits the value no longer matters here: it is out of the exact range.
    let power =
      rest.prefix { $0 == 0x30 }.count < rest.count - 3
      ? 1000 : rest.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    exponent += isNegative ? -power : power
    return true
  }

  private static func takeSign(_ rest: inout ArraySlice<UInt8>) -> Bool {
    let sign = rest.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return sign == UInt8(ascii: "-")
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
