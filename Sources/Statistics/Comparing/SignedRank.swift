/// Wilcoxon's signed-rank test of differences.
///
/// Differences of zero are left out, as Wilcoxon did; equal magnitudes share the mean of their ranks.
/// Of up to 50 differences the p-value is exact: the share of all choices of signs with a sum of
/// ranks as far out, ties and all. Beyond, it is the normal approximation, with the correction for
/// ties and none for continuity. Source: Wilcoxon 1945, "Individual comparisons by ranking methods";
/// for ties Pratt & Gibbons 1981, "Concepts of nonparametric theory".
public struct SignedRank: Hashable, Sendable {
  /// The most differences with an exact p-value.
  public static let mostExact = 50

  /// How many differences are not zero.
  public let n: Int
  /// The smaller of the sums of ranks of positive and of negative differences.
  public let statistic: Double
  /// The two-sided p-value.
  public let p: Double
  /// Whether the p-value is exact.
  public var isExact: Bool { n <= Self.mostExact }

  /// Tests differences; `nil` where all are zero or one is no number.
  public init?(_ differences: [Double]) {
    let moved = differences.filter { $0 != 0 }
    guard !moved.isEmpty, !moved.contains(where: \.isNaN) else { return nil }
    let ranks = Self.doubledRanks(moved.map(\.magnitude))
    let positive = zip(moved, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    let smaller = min(positive, ranks.reduce(0, +) - positive)
    n = moved.count
    statistic = Double(smaller) / 2
    p = n <= Self.mostExact ? Self.exact(smaller, ranks) : Self.approximate(smaller, ranks)
  }

  /// Twice the mean ranks, which are whole numbers.
  private static func doubledRanks(_ magnitudes: [Double]) -> [Int] {
    let order = magnitudes.indices.sorted { magnitudes[$0] < magnitudes[$1] }
    var ranks = [Int](repeating: 0, count: order.count)
    var start = 0
    while start < order.count {
      let value = magnitudes[order[start]]
      let end = order[start...].firstIndex { magnitudes[$0] != value } ?? order.count
      for place in start..<end { ranks[order[place]] = start + 1 + end }
      start = end
    }
    return ranks
  }

  /// Counts the choices of signs by their sum; doubles hold counts up to 2^53 exactly.
  private static func exact(_ smaller: Int, _ ranks: [Int]) -> Double {
    var counts = [Double](repeating: 0, count: smaller + 1)
    counts[0] = 1
    for rank in ranks where rank <= smaller {
      for sum in stride(from: smaller, through: rank, by: -1) { counts[sum] += counts[sum - rank] }
    }
    let all = Double(sign: .plus, exponent: ranks.count, significand: 1)
    return min(1, 2 * counts.reduce(0, +) / all)
  }

  private static func approximate(_ smaller: Int, _ ranks: [Int]) -> Double {
    let n = Double(ranks.count)
    // The sum of squared ranks over four is the variance, ties and all.
    let variance = ranks.reduce(0.0) { $0 + Double($1 * $1) / 4 } / 4
    let z = (Double(smaller) / 2 - n * (n + 1) / 4) / variance.squareRoot()
    return min(1, StandardNormal.twoSided(z))
  }
}
