/// The bootstrap of a mean: bias-corrected and accelerated intervals.
///
/// Source: Efron 1987, "Better bootstrap confidence intervals". Draws are a pure function of a fixed
/// seed and an index (the finaliser of Steele, Lea & Flood 2014), and the numbers are sorted first:
/// so equal numbers have equal intervals, whatever their order.
enum Bootstrap {
  /// Fewer numbers have no interval: too few different means can be drawn from them.
  static let fewest = 8
  /// How many means are drawn.
  static let resamples = 10_000

  /// The 95 % interval of the mean of sorted finite numbers; `nil` of fewer than ``fewest``.
  static func interval(ofMean sorted: [Double]) -> Interval? {
    guard sorted.count >= fewest else { return nil }
    let mean = Summary.mean(sorted)
    if sorted.first == sorted.last { return Interval(sorted[0], sorted[0]) }
    let means = drawn(sorted).sorted()
    let bias = StandardNormal.quantile(share(of: means, below: mean))
    let acceleration = acceleration(sorted, mean)
    let end = { (z: Double) in
      let moved = bias + z
      let share = StandardNormal.cdf(bias + moved / (1 - acceleration * moved))
      return quantile(means, share)
    }
    let z = StandardNormal.quantile(0.975)
    return Interval(end(-z), end(z))
  }

  /// Means of as many numbers as there are, each drawn from all.
  static func drawn(_ numbers: [Double]) -> [Double] {
    let n = numbers.count
    return (0..<resamples).map { resample in
      var sum = 0.0
      for place in 0..<n { sum += numbers[index(resample * n + place, below: n)] }
      return sum / Double(n)
    }
  }

  private static func index(_ draw: Int, below bound: Int) -> Int {
    var z = 0x5357_4545_5000_0001 &+ UInt64(draw) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The share of means below one, those equal to it by half.
  private static func share(of means: [Double], below mean: Double) -> Double {
    let below = means.reduce(0.0) { $0 + ($1 < mean ? 1 : $1 == mean ? 0.5 : 0) }
    return below / Double(means.count)
  }

  /// A sixth of the skewness of the means that leave one number out.
  private static func acceleration(_ numbers: [Double], _ mean: Double) -> Double {
    // By the largest, so that no cube leaves the range of doubles.
    let largest = numbers.reduce(0) { max($0, abs($1 - mean)) }
    let moves = numbers.map { ($0 - mean) / largest }
    let squares = moves.reduce(0) { $0 + $1 * $1 }
    let cubes = moves.reduce(0) { $0 + $1 * $1 * $1 }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  /// The quantile between neighbours, by distance (definition 7 of Hyndman & Fan 1996).
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}
