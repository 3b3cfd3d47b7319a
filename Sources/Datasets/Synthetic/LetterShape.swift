/// A letter as it is designed: where the pen passes, and when.
struct LetterShape {
  /// The letter: `a`.
  let letter: String
  /// The whole movement's mean duration, in samples at 200 Hz.
  let samples: Double
  /// The via-points, from (0, 0).
  let places: [Place]
  /// What share of the duration each way from one via-point to the next takes, in thousandths.
  let shares: [Double]

  /// Makes a letter of via-points and the time from each to the next.
  init(
    _ letter: String, samples: Double, x: [Double], y: [Double], shares: [Double]
  ) {
    precondition(
      x.count == y.count && x.count == shares.count + 1,
      "LetterShape \(letter): \(x.count) x, \(y.count) y, \(shares.count) shares")
    self.letter = letter
    self.samples = samples
    self.places = zip(x, y).map { Place(x: $0, y: $1) }
    self.shares = shares
  }
}
