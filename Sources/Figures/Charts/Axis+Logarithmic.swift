extension Axis {
  /// An axis of equal ratios around values.
  ///
  /// Ticks are decades; 1, 2 and 5 in each decade where there are fewer than three of those; else
  /// other round numbers, of two to four digits. An axis spans at least 1.8 %, so there always are
  /// three.
  ///
  /// - Parameter values: All positive, at most 1e300.
  /// - Returns: `nil` without values.
  static func logarithmic(_ values: [Double]) -> Axis? {
    guard let least = values.min(), let most = values.max() else { return nil }
    let (low, high) = (log10(of: least), log10(of: most))
    let blank = max(0.04 * (high - low), high > low ? 0.004 : 0.2)
    let (lower, upper) = (low - blank, high + blank)
    let candidates = [decades, oneTwoFives, tenths, hundredths, thousandths]
    let ticks = candidates.lazy.map { $0(lower, upper) }.first { $0.count >= 3 } ?? []
    return Axis(
      isLogarithmic: true, lower: lower, upper: upper, ticks: ticks.map(Tick.init),
      minor: minor(lower, upper))
  }

  /// Powers of ten, at most nine of them.
  private static func decades(_ lower: Double, _ upper: Double) -> [Decimal] {
    let step = max(1, Int(((upper - lower) / 8).rounded(.up)))
    return exponents(lower, upper).filter { $0 % step == 0 }.map {
      Decimal(mantissa: 1, exponent: $0)
    }
  }

  private static func oneTwoFives(_ lower: Double, _ upper: Double) -> [Decimal] {
    multiples([1, 2, 5], lower, upper)
  }

  private static func tenths(_ lower: Double, _ upper: Double) -> [Decimal] {
    thinned(multiples(Array(10...99), lower, upper, shift: -1))
  }

  private static func hundredths(_ lower: Double, _ upper: Double) -> [Decimal] {
    thinned(multiples(Array(100...999), lower, upper, shift: -2))
  }

  private static func thousandths(_ lower: Double, _ upper: Double) -> [Decimal] {
    thinned(multiples(Array(1000...9999), lower, upper, shift: -3))
  }

  /// Every second, fifth, tenth, ... so that at most eight stay, without needless zeros.
  private static func thinned(_ decimals: [Decimal]) -> [Decimal] {
    for step in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] {
      let kept = decimals.filter { $0.mantissa % step == 0 }
      if kept.count <= 8 { return shortened(kept) }
    }
    return []
  }

  /// The same numbers without the zeros they all end in.
  private static func shortened(_ decimals: [Decimal]) -> [Decimal] {
    guard !decimals.isEmpty, decimals.allSatisfy({ $0.mantissa % 10 == 0 }) else {
      return decimals
    }
    return shortened(
      decimals.map { Decimal(mantissa: $0.mantissa / 10, exponent: $0.exponent + 1) })
  }

  /// Multiples of powers of ten between two logarithms.
  private static func multiples(
    _ factors: [Int], _ lower: Double, _ upper: Double, shift: Int = 0
  ) -> [Decimal] {
    guard upper - lower < 20 else { return [] }
    let first = Int(lower.rounded(.down))
    return (first...max(first, Int(upper.rounded(.down)))).flatMap { exponent in
      factors.map { Decimal(mantissa: $0, exponent: exponent + shift) }
    }.filter { decimal in
      let position = log10(of: Double(decimal.mantissa)) + Double(decimal.exponent)
      return position >= lower - 1e-9 && position <= upper + 1e-9
    }
  }

  /// Whole numbers between two logarithms.
  private static func exponents(_ lower: Double, _ upper: Double) -> [Int] {
    let (first, last) = (Int((lower - 1e-9).rounded(.up)), Int((upper + 1e-9).rounded(.down)))
    return first <= last ? Array(first...last) : []
  }

  private static func minor(_ lower: Double, _ upper: Double) -> [Double] {
    upper - lower <= 6 ? multiples(Array(2...9), lower, upper).map(\.value) : []
  }
}
