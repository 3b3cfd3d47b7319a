import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct TrajectoryTests {
  @Test func aMovementBecomesPositionsFromZeroInMultiplesOfEight() throws {
    // Two samples of rest, nineteen of movement (a zero among them), one of rest.
    let moving = (0..<19).map { $0 == 7 ? [0.0, 0, 0] : [1, -2, 0.5] }
    let velocity = [[0.0, 0, 0], [0, 0, 0]] + moving + [[0, -0.0, 0]]
    let trajectory = try make(velocity)
    #expect(trajectory.length == 16)
    #expect(Array(trajectory.values[..<6]) == [0, 0, 1, -2, 2, -4])
    #expect(Array(trajectory.values[14..<18]) == [6, -12, 7, -14])
    #expect(trajectory.label == "a")
  }

  @Test func aSampleWithForceAloneBelongsToTheMovement() throws {
    let velocity = [[0.0, 0, 1]] + Array(repeating: [1.0, 1, 0], count: 7) + [[0, 0, 0]]
    #expect(try make(velocity).values.prefix(4) == [0, 0, 1, 1])
  }

  @Test(arguments: [(8, 8), (15, 8), (16, 16), (179, 176), (180, 176), (400, 176)])
  func lengthsAreCutAndRoundedDown(samples: Int, length: Int) throws {
    let trajectory = try make(Array(repeating: [1, 1, 1], count: samples))
    #expect(trajectory.length == length)
    #expect(trajectory.values.count == 2 * length)
  }

  @Test func movementsThatAreCutAreCounted() throws {
    let lengths = [8, 180, 181, 5000]
    let sequences = lengths.map { length in
      RawSequence(
        values: [0, 0, 0] + Array(repeating: 1, count: 3 * length) + [0, 0, 0], label: "a")
    }
    let set = try TrajectorySet.make(from: RawDataset(name: "x", sequences: sequences))
    #expect(set.cut == 2 && set.longestSamples == 5000)
    #expect(set.trajectories.map(\.length) == [8, 176, 176, 176])
  }

  @Test(arguments: [0, 1, 7])
  func aMovementUnderEightSamplesIsADataError(samples: Int) {
    let rest = Array(repeating: [0.0, 0, 0], count: 9)
    let error = refusal(rest + Array(repeating: [1.0, 1, 1], count: samples) + rest)
    #expect(error?.code == .tooShort)
    #expect(error?.place == .part("sequence 1"))
    #expect(error?.found == "a movement of \(samples) samples")
  }

  @Test func aPositionBeyondSinglePrecisionIsADataError() {
    #expect(refusal(Array(repeating: [1e38, 0, 0], count: 8))?.code == .notFinite)
    #expect(refusal(Array(repeating: [1e308, 0, 0], count: 8))?.code == .notFinite)
  }

  @Test func anEmptySetIsADataError() {
    let error = failure { () throws(DatasetError) in
      _ = try TrajectorySet.make(from: RawDataset(name: "x", sequences: []))
    }
    #expect(error?.code == .empty)
  }

  @Test func theFingerprintIsOfLabelsLengthsPositionsAndOrder() {
    let (a, b) = (trajectory([1, 2], "a"), trajectory([1, 2], "b"))
    let sets = [
      [a, b], [b, a], [a], [a, a], [trajectory([1, -2], "a"), b],
      [trajectory([1, 2, 1, 2], "a")], [trajectory([], "a"), trajectory([1, 2, 1, 2], "a")],
      [trajectory([1, -0.0], "a")], [trajectory([1, 0], "a")],
    ]
    let fingerprints = sets.map { TrajectorySet(name: "x", trajectories: $0).fingerprint }
    #expect(Set(fingerprints).count == sets.count)
    #expect(TrajectorySet(name: "y", trajectories: sets[0]).fingerprint == fingerprints[0])
  }

  /// Python: hashlib.sha256(b"sweep trajectories 1\n" + struct.pack("<QQ1sQ2f", 1, 1, b"a", 1, 0.5,
  /// -2)).hexdigest()
  @Test func theFingerprintIsThatOfTheDocumentedBytes() {
    let set = TrajectorySet(name: "x", trajectories: [trajectory([0.5, -2], "a")])
    #expect(
      set.fingerprint == "e104586d9502aa0478bd5d095d88d4e2388e43e2f04db55ae954a83d3616580a")
  }

  private func trajectory(_ positions: [Float], _ label: String) -> Trajectory {
    Trajectory(values: positions, length: positions.count / 2, label: label)
  }

  private func make(_ samples: [[Double]]) throws -> Trajectory {
    try TrajectorySet.make(from: dataset(samples)).trajectories[0]
  }

  private func refusal(_ samples: [[Double]]) -> DatasetError? {
    failure { () throws(DatasetError) in _ = try TrajectorySet.make(from: dataset(samples)) }
  }

  private func dataset(_ samples: [[Double]]) -> RawDataset {
    RawDataset(
      name: "x", sequences: [RawSequence(values: Array(samples.joined()), label: "a")])
  }
}
