import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct RandomPointsTests {
  @Test func aPointDependsOnSeedDimensionAndIndexAlone() {
    let points = RandomPoints(seed: 3, dimensions: 2)
    #expect(points.point(9) == RandomPoints(seed: 3, dimensions: 2).point(9))
    #expect(points.point(9) == Array(RandomPoints(seed: 3, dimensions: 5).point(9).prefix(2)))
    #expect(points.point(9) != RandomPoints(seed: 4, dimensions: 2).point(9))
    #expect(points.point(9) != points.point(10))
    #expect(points.point(9)[0] != points.point(9)[1])
  }

  @Test func pointsFillTheCube() {
    let points = RandomPoints(seed: 1, dimensions: 2)
    var counts = [Int](repeating: 0, count: 16)
    for index in 0..<16_000 {
      let point = points.point(index)
      counts[Int(point[0] * 4) * 4 + Int(point[1] * 4)] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 }, "\(counts)")
  }
}
