/// Numbers in short: how many, where and how wide.
///
/// Values that are not finite make mean and deviation not finite; the median orders `nan` last.
public struct Summary: Hashable, Sendable {
  /// How many numbers there are.
  public let n: Int
  /// Their mean; `nil` of none.
  public let mean: Double?
  /// Their standard deviation, with `n - 1` as divisor; `nil` of fewer than two.
  public let deviation: Double?
  /// The middle one, or the mean of the middle two; `nil` of none.
  public let median: Double?

  /// Sums the numbers up; their order does not matter.
  ///
  /// Source of the deviation: the corrected two-pass algorithm of Chan, Golub & LeVeque 1983,
  /// "Algorithms for computing the sample variance".
  public init(_ numbers: some Sequence<Double>) {
    let sorted = Self.sorted(numbers)
    n = sorted.count
    mean = sorted.isEmpty ? nil : Self.mean(sorted)
    deviation = n < 2 ? nil : Self.deviation(sorted)
    median = sorted.isEmpty ? nil : Self.middle(sorted)
  }

  /// Ascending, `nan` last: so that sums do not depend on the order in which numbers came.
  static func sorted(_ numbers: some Sequence<Double>) -> [Double] {
    numbers.sorted { $1.isNaN ? !$0.isNaN : $0 < $1 }
  }

  static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }

  private static func deviation(_ numbers: [Double]) -> Double {
    // Equal numbers may have a mean that is an ulp beside them.
    if numbers.first == numbers.last { return numbers[0].isFinite ? 0 : .nan }
    let mean = mean(numbers)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = numbers.reduce(0) { $0 + ($1 - mean) }
    let n = Double(numbers.count)
    return ((squares - rest * rest / n) / (n - 1)).squareRoot()
  }

  private static func middle(_ sorted: [Double]) -> Double {
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2
  }
}
