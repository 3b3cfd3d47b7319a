import Experiments
import Foundation

/// Numbers of four significant digits, as the report's tables have them, for lists of many runs.
public enum ShortNumber {
  /// The text; `nan`, `inf` or `-inf` of what is not finite.
  public static func text(_ value: Double) -> String {
    value.isFinite ? quick(value) ?? NumberText.rounded(value, 4) : ExactNumber.text(value)
  }

  // Several times faster for the usual sizes. `nil` beyond them, and where the fifth digit is so
  // near a half that the product's rounding might decide.
  private static func quick(_ value: Double) -> String? {
    guard value >= 0.001, value < 999.9 else { return nil }
    let places = decimalPlaces(value)
    let scaled = value * tens[places]
    let whole = scaled.rounded(.down)
    guard abs(scaled - whole - 0.5) > 1e-6, scaled < 9999 else { return nil }
    var (digits, left) = (Int(scaled - whole > 0.5 ? whole + 1 : whole), places)
    while left > 0, digits % 10 == 0 { (digits, left) = (digits / 10, left - 1) }
    return text(digits, decimals: left)
  }

  /// So many that four digits stand from the first that is not zero.
  private static func decimalPlaces(_ value: Double) -> Int {
    if value >= 1 { return value < 10 ? 3 : value < 100 ? 2 : 1 }
    return value < 0.01 ? 6 : value < 0.1 ? 5 : 4
  }

  // At most three digits stand before the point and six after it: the text needs no memory.
  private static func text(_ digits: Int, decimals: Int) -> String {
    let above = decimals > 0 ? digits / Int(tens[decimals]) : digits
    let length = (above < 10 ? 1 : above < 100 ? 2 : 3) + (decimals > 0 ? decimals + 1 : 0)
    return String(unsafeUninitializedCapacity: length) { text in
      var rest = digits
      for place in stride(from: length - 1, through: 0, by: -1) {
        if decimals > 0, place == length - 1 - decimals {
          text[place] = UInt8(ascii: ".")
        } else {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      return length
    }
  }

  private static let tens: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
}
