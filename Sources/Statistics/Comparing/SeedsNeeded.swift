/// How many seeds it would take to see a difference.
public enum SeedsNeeded: Hashable, Sendable {
  /// So many in all.
  case seeds(Int)
  /// More than ``most``.
  case more
  /// Too little is known: fewer than two pairs, or a number that is not finite.
  case unknown

  /// Beyond so many they are not counted.
  public static let most = 1000

  /// The smallest number of pairs with which a paired t-test at 5 % sees, with a chance of 80 %, a
  /// mean difference as large as the one observed among differences that spread as observed.
  ///
  /// By the usual iteration of n = ((t(0.975) + t(0.8)) deviation / mean)², with Student's t of n - 1
  /// degrees in place of the normal's quantiles. Source: Chow, Shao & Wang 2008, "Sample size
  /// calculations in clinical research", 3.1. What was observed is itself uncertain, and so is this.
  init(mean: Double?, deviation: Double?) {
    guard let mean, let deviation, mean.isFinite, deviation.isFinite else {
      self = .unknown
      return
    }
    let isEnough = { (n: Int) in
      let student = StudentT(degrees: n - 1)
      let needed = student.quantile(0.975) + student.quantile(0.8)
      return mean != 0 && abs(mean) * Double(n).squareRoot() >= needed * deviation
    }
    var (low, high) = (PairedComparison.fewestPairs - 1, Self.most + 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    self = high > Self.most ? .more : .seeds(high)
  }
}
