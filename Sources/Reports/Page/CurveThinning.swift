/// Curves with fewer points that look the same: of each stretch the lowest and the highest stay.
enum CurveThinning {
  /// The most points of all curves of a page together, and the fewest of one.
  static let (mostPoints, fewest) = (600_000, 16)

  /// How many points a curve may have so that all together are not too many; `nil` where nothing
  /// has to go.
  static func limit(points: Int, curves: Int) -> Int? {
    points <= mostPoints ? nil : max(fewest, mostPoints / max(1, curves))
  }

  /// The indices of the points that stay, ascending: the first, the last, and of equal stretches
  /// between the lowest, the highest and the first that is not finite.
  static func kept(_ values: [Double], atMost limit: Int) -> [Int] {
    guard values.count > limit, limit > 3 else { return Array(values.indices) }
    let (inner, stretches) = (values.count - 2, (limit - 2) / 2)
    let starts = (0...stretches).map { 1 + $0 * inner / stretches }
    let middle = zip(starts, starts.dropFirst()).flatMap { extremes(values, $0..<$1) }
    return [0] + middle + [values.count - 1]
  }

  private static func extremes(_ values: [Double], _ range: Range<Int>) -> [Int] {
    let finite = range.filter { values[$0].isFinite }
    let least = finite.min { values[$0] < values[$1] }
    let most = finite.max { values[$0] < values[$1] }
    let lost = range.first { !values[$0].isFinite }
    return Set([least, most, lost].compactMap { $0 }).sorted()
  }
}
