import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct SyntheticHandwritingTests {
  private static let whole = SyntheticHandwriting().dataset()

  @Test func theSameSeedWritesTheSameBitsOnEveryMachine() {
    let set = SyntheticHandwriting(sequences: 40, seed: 0).dataset()
    #expect(digest(of: set) == 0xf1f7_bd38_4ccd_975d)
  }

  @Test func whatIsWrittenDoesNotDependOnHowMuchIsWritten() {
    let few = SyntheticHandwriting(sequences: 30, seed: 5).dataset()
    let many = SyntheticHandwriting(sequences: 50, seed: 5).dataset()
    #expect(few.sequences == Array(many.sequences.prefix(30)))
  }

  @Test func anotherSeedWritesOtherLettersThroughout() {
    let one = SyntheticHandwriting(sequences: 60, seed: 1).dataset()
    let two = SyntheticHandwriting(sequences: 60, seed: 2).dataset()
    #expect(zip(one.sequences, two.sequences).allSatisfy { $0.values != $1.values })
    #expect(one.sequences.map(\.label) == two.sequences.map(\.label))
  }

  @Test func everyLetterIsWrittenAboutAsOftenAsAnyOther() {
    let counts = Dictionary(grouping: Self.whole.sequences, by: \.label).mapValues(\.count)
    #expect(Self.whole.sequences.count == 2_858)
    #expect(counts.keys.sorted() == "abcdeghlmnopqrsuvwyz".map(String.init))
    #expect(counts.values.allSatisfy { (142...143).contains($0) })
  }

  @Test func theNameSaysHowTheSetIsMadeAgain() {
    let own = SyntheticHandwriting(sequences: 2, seed: 3, style: .init(size: 0))
    #expect(Self.whole.name == "synthetic handwriting, 2858 sequences, seed 0")
    #expect(own.dataset().name == "synthetic handwriting, 2 sequences, seed 3, own style")
  }

  @Test func noSequencesAreAnEmptySet() {
    #expect(SyntheticHandwriting(sequences: 0).dataset().sequences.isEmpty)
  }

  @Test func lengthsAreThoseOfTheRealSet() {
    for sequence in Self.whole.sequences {
      let moving = movement(of: sequence)
      #expect((109...205).contains(sequence.length))
      #expect((60...182).contains(moving.count))
      #expect(moving.lowerBound >= 3 && moving.upperBound < sequence.length)
    }
  }

  @Test func theScaleIsThatOfTheRealSet() throws {
    let trajectories = try TrajectorySet.make(from: Self.whole).trajectories
    let sums = trajectories.map { $0.values.reduce(0) { $0 + Double($1) * Double($1) } }
    let padded = sums.map { $0 / (2 * 176) }
    let unpadded = zip(sums, trajectories).map { $0 / Double(2 * $1.length) }
    #expect(abs(mean(padded) / 282 - 1) < 0.05)
    #expect(abs(mean(unpadded) / 418 - 1) < 0.05)
    #expect(abs(mean(trajectories.map { Double($0.length) }) - 116.5) < 1.5)
  }

  @Test func thePenStartsAndEndsAtRestAndNeverJumps() {
    for sequence in Self.whole.sequences {
      let moving = movement(of: sequence)
      #expect(speed(sequence, moving.lowerBound) < 0.2)
      #expect(speed(sequence, moving.upperBound - 1) < 0.2)
      #expect(steepestChange(of: sequence) < 2)
    }
  }

  @Test func thePenIsPressedDownAndThenLifted() {
    for sequence in Self.whole.sequences {
      let force = stride(from: 2, to: sequence.values.count, by: 3).map { sequence.values[$0] }
      #expect((-60 ... -15).contains(force.reduce(0, +)))
      #expect((0.3...5).contains(force.max() ?? 0))
      #expect((-8 ... -1).contains(force.min() ?? 0))
    }
  }

  @Test func aStyleWithoutSpreadWritesALetterTheSameWayEachTime() throws {
    let copybook = SyntheticHandwriting.Style(
      size: 0, aspect: 0, slant: 0, rotation: 0, speed: 0, tempo: 0, timing: 0, shape: 0, noise: 0,
      exit: 0)
    let writer = SyntheticHandwriting(sequences: 41, seed: 4, style: copybook)
    let path = { (index: Int) in
      try Trajectory(of: writer.sequence(at: index), kind: .movement, channels: [0, 1])
    }
    #expect(try path(0) == path(20))
    #expect(try path(0) == path(40))
    #expect(try path(0) != path(1))
  }

  @Test(arguments: [
    SyntheticHandwriting.Style(size: 0.3), .init(slant: 0.3), .init(speed: 0.2), .init(shape: 0.15),
  ])
  func everyKnobChangesWhatIsWritten(style: SyntheticHandwriting.Style) {
    let plain = SyntheticHandwriting(sequences: 20, seed: 0)
    let other = SyntheticHandwriting(sequences: 20, seed: 0, style: style)
    #expect(plain.dataset().sequences != other.dataset().sequences)
  }
}

extension SyntheticHandwritingTests {
  /// FNV-1a over labels and bit patterns.
  private func digest(of set: RawDataset) -> UInt64 {
    set.sequences.reduce(0xcbf2_9ce4_8422_2325) { digest, sequence in
      let bytes = sequence.label.utf8.map(UInt64.init) + sequence.values.map(\.bitPattern)
      return bytes.reduce(digest) { ($0 ^ $1) &* 0x100_0000_01b3 }
    }
  }

  private func movement(of sequence: RawSequence) -> Range<Int> {
    let moving = (0..<sequence.length).filter { sample in
      (0..<3).contains { sequence.values[3 * sample + $0] != 0 }
    }
    return (moving.first ?? 0)..<(moving.last ?? -1) + 1
  }

  private func speed(_ sequence: RawSequence, _ sample: Int) -> Double {
    let (x, y) = (sequence.values[3 * sample], sequence.values[3 * sample + 1])
    return (x * x + y * y).squareRoot()
  }

  private func steepestChange(of sequence: RawSequence) -> Double {
    let changes = (3..<sequence.values.count).filter { $0 % 3 != 2 }.map { index in
      abs(sequence.values[index] - sequence.values[index - 3])
    }
    return changes.max() ?? 0
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
