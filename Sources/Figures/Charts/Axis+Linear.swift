extension Axis {
  /// An axis around values, with about six ticks at multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - values: All finite, in -1e300...1e300.
  ///   - padding: Blank on both sides, in parts of the span.
  /// - Returns: `nil` without values.
  static func linear(_ values: [Double], padding: Double = 0) -> Axis? {
    guard let least = values.min(), let most = values.max() else { return nil }
    let blank = most > least ? padding * (most - least) : max(0.5, 0.1 * abs(most))
    let (lower, upper) = (least - blank, most + blank)
    let isWhole = values.allSatisfy { $0 == $0.rounded() }
    return Axis(
      isLogarithmic: false, lower: lower, upper: upper,
      ticks: decimals(from: lower, to: upper, isWhole: isWhole).map(Tick.init), minor: [])
  }

  /// Round numbers between two, about six of them; whole ones alone if so asked.
  static func decimals(from lower: Double, to upper: Double, isWhole: Bool = false) -> [Decimal] {
    let step = roundStep((upper - lower) / 6, atLeast: max(abs(lower), abs(upper)) * 1e-12)
    let unit = isWhole && step.exponent < 0 ? Decimal(mantissa: 1, exponent: 0) : step
    let first = (lower / unit.value - 1e-9).rounded(.up)
    let last = (upper / unit.value + 1e-9).rounded(.down)
    guard first <= last else { return [] }
    return (Int(first)...Int(last)).map {
      Decimal(mantissa: $0 * unit.mantissa, exponent: unit.exponent)
    }
  }

  /// The least of 1, 2 and 5 times a power of ten that is no smaller than a length.
  private static func roundStep(_ length: Double, atLeast least: Double) -> Decimal {
    let length = max(length, least, 1e-300)
    let exponent = Int(log10(of: length).rounded(.down))
    let candidates = [1, 2, 5].map { Decimal(mantissa: $0, exponent: exponent) }
    return candidates.first { $0.value >= length * (1 - 1e-9) }
      ?? Decimal(mantissa: 1, exponent: exponent + 1)
  }
}
