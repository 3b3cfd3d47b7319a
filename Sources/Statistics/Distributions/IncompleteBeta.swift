import Foundation

/// The regularised incomplete beta function of half a whole number and one half, which is all that
/// Student's t needs.
///
/// Source: the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, by
/// the method of Lentz 1976 as modified by Thompson & Barnett 1986.
struct IncompleteBeta {
  private let a: Double
  private let b: Double
  /// The beta function of `a` and `b`.
  private let complete: Double

  /// The function of `halves / 2` and one half.
  init(halves: Int) {
    a = Double(halves) / 2
    b = 0.5
    complete = Self.complete(halves)
  }

  /// The function at `x`, with `rest` = 1 - `x` given too, since either may be tiny.
  func callAsFunction(_ x: Double, rest: Double) -> Double {
    guard x > 0 else { return 0 }
    guard rest > 0 else { return 1 }
    let factor = exp(a * log(x) + b * log(rest)) / complete
    // Beyond this point the other fraction converges faster.
    if x < (a + 1) / (a + b + 2) { return factor * Self.fraction(a, b, x) / a }
    return 1 - factor * Self.fraction(b, a, rest) / b
  }

  /// B(halves / 2, 1 / 2) by B(c + 1, 1/2) = B(c, 1/2) c / (c + 1/2).
  private static func complete(_ halves: Int) -> Double {
    stride(from: halves % 2 == 0 ? 2 : 1, to: halves, by: 2).reduce(
      halves % 2 == 0 ? 2 : Double.pi
    ) { $0 * Double($1) / Double($1 + 1) }
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    let away = { (value: Double) in abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var value = d
    for m in stride(from: 1.0, through: 10_000, by: 1) {
      var change = 1.0
      let take = { (term: Double) in
        d = 1 / away(1 + term * d)
        c = away(1 + term / c)
        change *= c * d
      }
      let end = a + 2 * m
      take(m * (b - m) * x / ((end - 1) * end))
      take(-(a + m) * (a + b + m) * x / (end * (end + 1)))
      value *= change
      if abs(change - 1) < 1e-16 { break }
    }
    return value
  }
}
