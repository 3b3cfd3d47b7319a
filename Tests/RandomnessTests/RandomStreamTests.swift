import Foundation
import Testing

@testable import Randomness

@Suite(.timeLimit(.minutes(60))) struct RandomStreamTests {
  let stream = RandomStream(seed: 7, purpose: "test")

  @Test func normalDrawsHaveTheMomentsOfANormal() {
    let draws = (0..<100_000).map { stream.normal($0) }
    let mean = draws.reduce(0, +) / 100_000
    let variance = draws.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 100_000
    let fourth = draws.map { pow($0 - mean, 4) }.reduce(0, +) / 100_000
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.02)
    #expect(abs(fourth - 3) < 0.1)
  }

  @Test func truncatedDrawsStayWithinTwoDeviationsAndAreNotRescaled() {
    let draws = (0..<100_000).map { stream.truncatedNormal($0) }
    #expect(draws.allSatisfy { abs($0) <= 2.000001 })
    let variance = draws.map { $0 * $0 }.reduce(0, +) / 100_000
    // 1 - 2*2*phi(2)/(1-2*Phi(-2))
    #expect(abs(variance - 0.7737) < 0.01)
  }

  @Test(arguments: [1e-6, 0.001, 0.0227501319481792, 0.3, 0.5, 0.9, 0.999999])
  func theQuantileInvertsTheDistribution(p: Double) {
    #expect(abs(erfc(-Normal.quantile(p) / 2.0.squareRoot()) / 2 - p) < 1e-7 * p)
  }

  @Test func ownExponentialAndLogarithmAgreeWithTheLibrary() {
    for x in stride(from: -30.0, through: 30, by: 0.37) {
      #expect(abs(Normal.exponential(x) - exp(x)) <= 1e-13 * exp(x))
      #expect(abs(Normal.logarithm(exp(x)) - x) <= 1e-13 * max(1, abs(x)))
    }
  }

  @Test func aDrawDependsOnEachPartOfItsKey() {
    let base = RandomStream(seed: 1, purpose: "a", epoch: 1).word(0)
    #expect(base != RandomStream(seed: 2, purpose: "a", epoch: 1).word(0))
    #expect(base != RandomStream(seed: 1, purpose: "b", epoch: 1).word(0))
    #expect(base != RandomStream(seed: 1, purpose: "a", epoch: 2).word(0))
    #expect(base == RandomStream(seed: 1, purpose: "a", epoch: 1).word(0))
  }

  @Test func aShuffleKeepsEveryElement() {
    let order = stream.shuffled(Array(0..<1000))
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != Array(0..<1000))
  }

  @Test func integersCoverTheirRangeEvenly() {
    var counts = [Int](repeating: 0, count: 7)
    for index in 0..<70_000 { counts[stream.integer(index, below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
  }
}
