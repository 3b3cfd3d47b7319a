import Foundation

/// The standard normal distribution.
enum StandardNormal {
  /// The share at or below `z`.
  static func cdf(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The share that is at least as far from zero as `z`.
  static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The value with the share `p` below it; infinite at 0 and 1. Found by halving, as exact as
  /// ``cdf(_:)``.
  static func quantile(_ p: Double) -> Double {
    if p <= 0 { return -.infinity }
    if p >= 1 { return .infinity }
    if p > 0.5 { return -quantile(1 - p) }
    var (low, high) = (-40.0, 0.0)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return middle }
      if cdf(middle) < p { low = middle } else { high = middle }
    }
  }
}
