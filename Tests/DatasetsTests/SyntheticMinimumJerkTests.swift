import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct SyntheticMinimumJerkTests {
  @Test func fromRestToRestIsThePolynomialOfFlashAndHogan() {
    let path = MinimumJerk(durations: [10]).movement(through: [2, 5]).positions(to: 10)
    for time in 0...10 {
      let s = Double(time) / 10
      let share = s * s * s * (10 + s * (-15 + s * 6))
      #expect(abs(path[time] - (2 + 3 * share)) < 1e-12)
    }
  }

  @Test func placesArePassedAtTheirTimes() {
    let places = [0.0, 3, -4, 10, 11]
    let path = MinimumJerk(durations: [4, 9, 2, 7]).movement(through: places).positions(to: 22)
    for (time, place) in zip([0, 4, 13, 15, 22], places) {
      #expect(abs(path[time] - place) < 1e-9)
    }
  }

  @Test func noOtherMotionAtThePassagesHasLessJerk() {
    let pen = MinimumJerk(durations: [4, 9, 2, 7])
    let best = pen.movement(through: [0, 3, -4, 10, 11])
    for index in 2..<8 {
      for change in [-0.01, 0.01] {
        var motion = best.motion
        motion[index] += change
        let other = Movement(places: best.places, motion: motion, durations: best.durations)
        #expect(pen.cost(of: other) > pen.cost(of: best))
      }
    }
  }

  @Test func aMovementBackInTimeIsTheSameOneReversed() {
    let places = [0.0, 8, 1, 20]
    let there = MinimumJerk(durations: [5, 11, 6]).movement(through: places)
    let back = MinimumJerk(durations: [6, 11, 5]).movement(through: places.reversed())
    for (one, other) in zip(there.positions(to: 22), back.positions(to: 22).reversed()) {
      #expect(abs(one - other) < 1e-9)
    }
  }

  /// Who moves a via-point must find the passage times anew; see ``LetterShape/alphabet``.
  @Test(arguments: LetterShape.alphabet.map(\.letter))
  func theLettersPassageTimesAreThoseOfLeastJerk(letter: String) throws {
    let shape = try #require(LetterShape.alphabet.first { $0.letter == letter })
    let best = cost(of: shape, shape.shares)
    for segment in shape.shares.indices {
      for factor in [0.9, 1.1] {
        var shares = shape.shares
        shares[segment] *= factor
        #expect(cost(of: shape, shares) > best)
      }
    }
  }

  private func cost(of shape: LetterShape, _ shares: [Double]) -> Double {
    let total = shares.reduce(0, +)
    let pen = MinimumJerk(durations: shares.map { $0 / total })
    return [shape.places.map(\.x), shape.places.map(\.y)].reduce(0) {
      $0 + pen.cost(of: pen.movement(through: $1))
    }
  }
}

extension MinimumJerk {
  /// The jerk's square, integrated over time.
  fileprivate func cost(of movement: Movement) -> Double {
    durations.indices.reduce(0) { sum, segment in
      let (from, motion) = (2 * segment, movement.motion)
      let state = [
        movement.places[segment], motion[from], motion[from + 1],
        movement.places[segment + 1], motion[from + 2], motion[from + 3],
      ]
      return sum + JerkElement(duration: durations[segment]).value(at: state)
    }
  }
}

extension JerkElement {
  /// The quadratic form's value.
  fileprivate func value(at state: [Double]) -> Double {
    (0..<36).reduce(0) { $0 + self[$1 / 6, $1 % 6] * state[$1 / 6] * state[$1 % 6] }
  }
}
