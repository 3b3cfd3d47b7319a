/// Student's t distribution.
///
/// Source: "Student" 1908, "The probable error of a mean"; its distribution function through the
/// incomplete beta function, 26.5.27 of Abramowitz & Stegun 1964.
public struct StudentT: Sendable {
  /// The degrees of freedom.
  public let degrees: Int
  private let beta: IncompleteBeta

  /// The distribution with so many degrees of freedom.
  ///
  /// - Precondition: At least one.
  public init(degrees: Int) {
    precondition(degrees >= 1, "StudentT: \(degrees) degrees of freedom, at least 1 is needed")
    self.degrees = degrees
    beta = IncompleteBeta(halves: degrees)
  }

  /// The share of the distribution at or below `t`.
  public func cdf(_ t: Double) -> Double {
    let tail = twoSided(t) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The share that is at least as far from zero as `t`: a two-sided p-value; 0 of infinity.
  public func twoSided(_ t: Double) -> Double {
    guard !t.isNaN else { return .nan }
    // Written so that no square leaves the range of doubles.
    let ratio = abs(t) / Double(degrees).squareRoot()
    if ratio > 1e100 { return 0 }
    let whole = 1 + ratio * ratio
    return beta(1 / whole, rest: ratio * ratio / whole)
  }

  /// The value with the share `p` of the distribution below it; infinite at 0 and 1.
  ///
  /// Found by halving until no double lies between: slow, and as exact as ``twoSided(_:)``.
  ///
  /// - Precondition: `p` is in 0...1.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "StudentT: the share \(p) is not within 0...1")
    if p == 0.5 { return 0 }
    let magnitude = far(tail: 2 * min(p, 1 - p))
    return p < 0.5 ? -magnitude : magnitude
  }

  /// How far from zero a two-sided share of `tail` begins.
  private func far(tail: Double) -> Double {
    guard tail > 0 else { return .infinity }
    var (low, high) = (0.0, 1.0)
    while twoSided(high) > tail && high < 1e100 { (low, high) = (high, high * 2) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if twoSided(middle) > tail { low = middle } else { high = middle }
    }
  }
}
