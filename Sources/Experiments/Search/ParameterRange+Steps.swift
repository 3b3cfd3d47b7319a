extension ParameterRange {
  /// The distance of neighbouring values of a range that a grid can walk through; `nil` where it has
  /// any number between.
  var spacing: Double? { step ?? (isInteger && scale == .uniform ? 1 : nil) }

  /// How many values a grid has of it; `nil` where it cannot be walked through.
  var count: Int? { spacing.map { _ in Int(min(places - 1, 1e15)) + 1 } }

  /// How many values there are, of whole numbers and steps.
  ///
  /// The end counts where the steps reach it but for rounding: 0 to 0.3 by 0.1 is four values.
  var places: Double { ((high - low) / (step ?? 1) + 1e-9).rounded(.down) + 1 }

  /// Its values where a grid can walk through it, ascending.
  var values: [Value] { (0..<(count ?? 0)).map { .number(number($0)) } }

  /// The value that a number is but for rounding, one of its steps if it has such; `nil` where it is
  /// none.
  func snapped(_ number: Double) -> Double? {
    guard number.isFinite, (low...high).contains(number) else { return nil }
    if isInteger, number != number.rounded() { return nil }
    guard let step, let count else { return number }
    let nearest = self.number(min(count - 1, Int(((number - low) / step).rounded())))
    return abs(nearest - number) <= step * 1e-9 ? nearest : nil
  }

  /// The value after so many steps, without the tails of binary fractions: 0.3, not
  /// 0.30000000000000004. Grids and draws have the same.
  func number(_ steps: Int) -> Double {
    ShortDecimal(low + Double(steps) * (spacing ?? 1)).rounded(to: 15).number
  }
}
