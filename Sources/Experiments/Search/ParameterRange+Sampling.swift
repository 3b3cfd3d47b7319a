extension ParameterRange {
  /// The value at a share of the range.
  ///
  /// Equal stretches of shares are equally likely values: whole numbers and steps each have a stretch
  /// of the same length; whole numbers on a log scale are those nearest to a number between
  /// `low - 1/2` and `high + 1/2`. Other numbers are rounded to six significant digits, and to more
  /// where the range is narrow beside its numbers: so that people can write them. The same bits on
  /// every machine.
  ///
  /// - Precondition: `u` is in [0, 1); the range is not upside down; a log scale is above zero.
  public func value(at u: Double) -> Value {
    precondition(u >= 0 && u < 1, "ParameterRange: \(u) is not in [0, 1)")
    if step != nil { return .number(clamped(number(Int(cell(at: u, of: places))))) }
    switch (isInteger, scale) {
    case (true, .uniform): return .number(clamped(low + cell(at: u, of: places)))
    case (true, .log): return .number(clamped(along(u).rounded()))
    case (false, .uniform), (false, .log): return .number(clamped(short(along(u))))
    }
  }

  /// Where a value lies in the range, from 0 to 1: the middle of the shares that give it.
  ///
  /// What lies beyond an end is there; in a range of one value all is in the middle.
  public func position(of value: Double) -> Double {
    guard low < high else { return 0.5 }
    let share: Double
    if let step {
      share = ((value - low) / step + 0.5) / places
    } else {
      let (start, end) = ends
      // Halves, since the difference of ends may leave the range of doubles.
      let (from, to) = (height(start) / 2, height(end) / 2)
      share = (height(value) / 2 - from) / (to - from)
    }
    return min(max(share, 0), 1)
  }

  /// The ends of what is sampled: a whole number has half of one on either side.
  private var ends: (Double, Double) { isInteger ? (low - 0.5, high + 0.5) : (low, high) }

  private func cell(at u: Double, of count: Double) -> Double {
    min((u * count).rounded(.down), count - 1)
  }

  /// The number at a share of the scale.
  private func along(_ u: Double) -> Double {
    let (start, end) = ends
    // Neither product leaves the range of doubles.
    let height = height(start) * (1 - u) + height(end) * u
    return scale == .log ? Elementary.exp(height) : height
  }

  private func height(_ value: Double) -> Double {
    switch scale {
    case .uniform: value
    case .log: value > 0 ? Elementary.log(value) : -.infinity
    }
  }

  private func short(_ number: Double) -> Double {
    let decimal = ShortDecimal(number)
    let span = ShortDecimal(min(high - low, .greatestFiniteMagnitude)).exponent
    return decimal.rounded(to: 6 + max(0, decimal.exponent - span)).number
  }

  private func clamped(_ number: Double) -> Double { min(max(number, low), high) }
}
