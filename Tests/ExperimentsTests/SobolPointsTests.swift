import Foundation
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct SobolPointsTests {
  struct Case: Decodable {
    let index: Int
    let words: [UInt32]
  }

  @Test func withoutScramblingTheyAreSciPys() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/sobol.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count > 20)
    let points = SobolPoints(dimensions: SobolPoints.mostDimensions)
    for value in cases { #expect(points.words(value.index) == value.words, "\(value.index)") }
  }

  @Test(arguments: [0, 1, 42], [0, 64])
  func everyStretchOfEveryDimensionIsHitOnce(seed: Int, start: Int) {
    let dimensions = SobolPoints.mostDimensions
    let points = SobolPoints(seed: seed, dimensions: dimensions)
    let sample = (start..<start + 64).map { points.point($0) }
    for dimension in 0..<dimensions {
      let stretches = Set(sample.map { Int($0[dimension] * 64) })
      #expect(stretches == Set(0..<64), "dimension \(dimension)")
    }
  }

  /// Of a pair of dimensions, each box of volume 2^(t - k) holds 2^t of 2^k points, where t is what
  /// the degrees of the two polynomials are above one.
  @Test(arguments: [(0, 1, 0), (0, 2, 1), (1, 2, 1), (0, 3, 2), (1, 3, 2), (2, 3, 3)], [3, 8])
  func everyBoxOfAPairOfDimensionsIsHitAsOftenAsAnyOther(pair: (Int, Int, Int), seed: Int) {
    let (first, second, t) = pair
    let points = SobolPoints(seed: seed, dimensions: 4)
    let sample = (0..<256).map { points.point($0) }
    for wide in 0...(8 - t) {
      let (columns, rows) = (1 << wide, 1 << (8 - t - wide))
      var counts = [Int](repeating: 0, count: columns * rows)
      for point in sample {
        let column = Int(point[first] * Double(columns))
        counts[column * rows + Int(point[second] * Double(rows))] += 1
      }
      #expect(counts.allSatisfy { $0 == 1 << t }, "\(columns) by \(rows)")
    }
  }

  @Test func anotherSeedGivesOtherPoints() {
    let (one, other) = (SobolPoints(seed: 1, dimensions: 3), SobolPoints(seed: 2, dimensions: 3))
    #expect((0..<100).allSatisfy { one.point($0) != other.point($0) })
    #expect(one.point(77) == SobolPoints(seed: 1, dimensions: 3).point(77))
  }

  @Test func dimensionsAreScrambledEachByItself() {
    let points = SobolPoints(seed: 5, dimensions: 40)
    let plain = SobolPoints(dimensions: 40)
    let masks = zip(points.words(0), plain.words(0)).map { $0 ^ $1 }
    #expect(Set(masks).count == 40)
  }

  /// Nested: a bit's turn depends on the bits above it. Were it a turn for each bit alone, two points
  /// would differ by as much as without scrambling.
  @Test func theTurnsOfLowerBitsDependOnTheHigherOnes() {
    let (points, plain) = (SobolPoints(seed: 5, dimensions: 1), SobolPoints(dimensions: 1))
    let masks = (0..<64).map { points.words($0)[0] ^ plain.words($0)[0] }
    #expect(Set(masks.map { $0 >> 31 }).count == 1)
    #expect(Set(masks).count == 64)
  }

  /// Over seeds, a point is anywhere: the scrambled corner too.
  @Test func aPointIsUniformOverSeeds() {
    let draws = (0..<4000).map { SobolPoints(seed: $0, dimensions: 2).point(0)[1] }
    var counts = [Int](repeating: 0, count: 10)
    for draw in draws { counts[Int(draw * 10)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 400) < 100 }, "\(counts)")
  }

  /// Known bits: trials of stored searches must come again.
  @Test func theFirstPointsAreThese() {
    let points = SobolPoints(seed: 0, dimensions: 2)
    let words: [[UInt32]] = [[229_787_960, 3_732_197_812], [2_736_393_861, 45_745_230]]
    #expect((0..<2).map { points.words($0) } == words)
  }
}
