/// One coordinate's movement: a polynomial of degree five between each two passages.
struct Movement {
  /// Positions at the passages.
  let places: [Double]
  /// Velocity and acceleration at each passage, `[passages, 2]`, per sample and per sample squared.
  let motion: [Double]
  /// Time from each passage to the next, in samples.
  let durations: [Double]

  /// The positions at times 0, 1, ..., `last`.
  func positions(to last: Int) -> [Double] {
    var segment = 0
    var start = 0.0
    return (0...last).map { time in
      while segment + 1 < durations.count && Double(time) >= start + durations[segment] {
        start += durations[segment]
        segment += 1
      }
      return position(in: segment, share: min((Double(time) - start) / durations[segment], 1))
    }
  }

  /// The position where a share (0 to 1) of a segment's time has passed.
  private func position(in segment: Int, share s: Double) -> Double {
    let h = durations[segment]
    let p = places[segment]
    let step = places[segment + 1] - p
    let (v0, a0) = (motion[2 * segment] * h, motion[2 * segment + 1] * h * h)
    let (v1, a1) = (motion[2 * segment + 2] * h, motion[2 * segment + 3] * h * h)
    let c3 = 10 * step - 6 * v0 - 4 * v1 - (3 * a0 - a1) / 2
    let c4 = -15 * step + 8 * v0 + 7 * v1 + (3 * a0 - 2 * a1) / 2
    let c5 = 6 * step - 3 * v0 - 3 * v1 - (a0 - a1) / 2
    return p + s * (v0 + s * (a0 / 2 + s * (c3 + s * (c4 + s * c5))))
  }
}
