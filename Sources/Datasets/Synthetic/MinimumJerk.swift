/// The smoothest movement that passes given places at given times: the jerk's square, integrated
/// over time, is least.
///
/// Between two passages the movement is a polynomial of degree five, fixed by position, velocity
/// and acceleration at both ends; at rest at the start and at the end of the whole. The velocities
/// and accelerations in between minimise a quadratic form whose matrix (symmetric, positive, seven
/// diagonals) depends on the durations alone: it is factored once for all coordinates.
///
/// Only `+ - * /` are used: the same bits on every IEEE machine.
///
/// Source: Flash & Hogan 1985, "The coordination of arm movements: an experimentally confirmed
/// mathematical model", doi:10.1523/JNEUROSCI.05-07-01688.1985 (movements through via-points).
struct MinimumJerk {
  /// Time from each passage to the next, in samples; all positive.
  let durations: [Double]
  /// L below the diagonal and D on it, `[2 x inner passages, 4]`: the diagonal and three below it.
  private var factors: [Double]

  private static let band = 3

  /// Prepares for movements of `durations.count + 1` passages.
  init(durations: [Double]) {
    self.durations = durations
    self.factors = Self.assembled(durations)
    factor()
  }

  /// The movement of one coordinate through `places`, one more than there are durations.
  func movement(through places: [Double]) -> Movement {
    var inner = pull(of: places)
    solve(&inner)
    let rest = [0.0, 0.0]
    return Movement(places: places, motion: rest + inner + rest, durations: durations)
  }
}

extension MinimumJerk {
  /// The quadratic form over inner velocities and accelerations, by diagonals.
  private static func assembled(_ durations: [Double]) -> [Double] {
    let size = 2 * (durations.count - 1)
    var matrix = [Double](repeating: 0, count: max(size, 0) * (band + 1))
    for (segment, duration) in durations.enumerated() {
      let element = JerkElement(duration: duration)
      for (row, i) in unknowns(of: segment, size: size) {
        for (column, j) in unknowns(of: segment, size: size) where j <= i {
          matrix[i * (band + 1) + i - j] += element[row, column]
        }
      }
    }
    return matrix
  }

  /// The rows of a segment's element that are unknown, and their places among all unknowns.
  private static func unknowns(of segment: Int, size: Int) -> [(row: Int, place: Int)] {
    let places = [(1, -2), (2, -1), (4, 0), (5, 1)].map { ($0.0, 2 * segment + $0.1) }
    return places.filter { (0..<size).contains($0.1) }
  }

  /// Minus the derivative of the cost by the unknowns where these are 0.
  private func pull(of places: [Double]) -> [Double] {
    let size = 2 * (durations.count - 1)
    var pull = [Double](repeating: 0, count: size)
    for (segment, duration) in durations.enumerated() {
      let element = JerkElement(duration: duration)
      let step = places[segment + 1] - places[segment]
      for (row, i) in Self.unknowns(of: segment, size: size) { pull[i] -= element[row, 3] * step }
    }
    return pull
  }

  /// LDL', in place; no pivots are needed, since the form is positive.
  private mutating func factor() {
    let width = Self.band + 1
    let size = factors.count / width
    for j in 0..<size {
      let last = min(j + Self.band, size - 1)
      for i in stride(from: last, to: j, by: -1) {
        let ratio = factors[i * width + i - j] / factors[j * width]
        for k in stride(from: j + 1, through: i, by: 1) {
          factors[i * width + i - k] -= ratio * factors[k * width + k - j]
        }
        factors[i * width + i - j] = ratio
      }
    }
  }

  private func solve(_ right: inout [Double]) {
    let width = Self.band + 1
    for i in right.indices {
      for j in max(i - Self.band, 0)..<i { right[i] -= factors[i * width + i - j] * right[j] }
    }
    for i in right.indices { right[i] /= factors[i * width] }
    for i in right.indices.reversed() {
      for j in max(i - Self.band, 0)..<i { right[j] -= factors[i * width + i - j] * right[i] }
    }
  }
}
