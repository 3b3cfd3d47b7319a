import Foundation
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct ParameterRangeTests {
  static let ranges = [
    ParameterRange(0, 0.5), ParameterRange(1e-5, 1e-1, scale: .log),
    ParameterRange(16, 512, isInteger: true),
    ParameterRange(1, 512, scale: .log, isInteger: true),
    ParameterRange(0, 0.3, step: 0.1), ParameterRange(-3, 7),
    ParameterRange(16, 512, isInteger: true, step: 16),
    ParameterRange(-1e308, 1e308), ParameterRange(1e-300, 1e300, scale: .log),
  ]

  private func numbers(_ range: ParameterRange, _ count: Int = 1000) -> [Double] {
    (0..<count).map { range.value(at: Double($0) / Double(count)).double ?? .nan }
  }

  @Test(arguments: ranges) func valuesAscendWithinTheRange(range: ParameterRange) {
    let numbers = numbers(range)
    #expect(numbers.allSatisfy { $0 >= range.low && $0 <= range.high })
    #expect(numbers == numbers.sorted())
    #expect(numbers.first == range.low)
  }

  @Test(arguments: ranges) func thePositionIsWhereTheValueCameFrom(range: ParameterRange) {
    for (index, number) in numbers(range).enumerated() {
      let values = range.step.map { ((range.high - range.low) / $0).rounded() + 1 }
      // Whole numbers and steps have one position for all the shares that give them.
      let integers = range.isInteger ? range.high - range.low + 1 : 1e9
      let width = range.scale == .log && range.isInteger ? 0.2 : 1 / (values ?? integers)
      #expect(
        abs(range.position(of: number) - Double(index) / 1000) <= width / 2 + 1e-5,
        "\(number)")
    }
  }

  @Test func positionsEndAtTheEnds() {
    let range = ParameterRange(1e-5, 1e-1, scale: .log)
    #expect(range.position(of: 1e-5) == 0)
    #expect(range.position(of: 1e-1) == 1)
    #expect(abs(range.position(of: 1e-3) - 0.5) < 1e-12)
    #expect(range.position(of: -1) == 0)
    #expect(range.position(of: 7) == 1)
    #expect(ParameterRange(0, 3, isInteger: true).position(of: 0) == 0.125)
    #expect(ParameterRange(2, 2).position(of: 2) == 0.5)
  }

  @Test func equalRatiosAreEquallyLikelyOnALogScale() {
    let numbers = numbers(ParameterRange(1e-4, 1, scale: .log), 4000)
    let counts = [1e-3, 1e-2, 1e-1].map { limit in numbers.filter { $0 < limit }.count }
    #expect(zip(counts, [1000, 2000, 3000]).allSatisfy { abs($0 - $1) <= 1 }, "\(counts)")
  }

  @Test func wholeNumbersAreEquallyLikely() {
    let numbers = numbers(ParameterRange(-1, 3, isInteger: true))
    for value in -1...3 { #expect(numbers.filter { $0 == Double(value) }.count == 200) }
  }

  @Test func wholeNumbersOnALogScaleHaveHalfOfOneOnEitherSide() {
    let range = ParameterRange(1, 3, scale: .log, isInteger: true)
    let numbers = numbers(range, 10_000)
    for value in 1...3 {
      let share = Foundation.log((Double(value) + 0.5) / (Double(value) - 0.5)) / Foundation.log(7)
      let count = numbers.filter { $0 == Double(value) }.count
      #expect(abs(Double(count) - 10_000 * share) <= 2, "\(value)")
    }
  }

  @Test func stepsAreEquallyLikelyAndHaveNoTails() {
    let numbers = numbers(ParameterRange(0, 0.3, step: 0.1))
    for value in [0, 0.1, 0.2, 0.3] { #expect(numbers.filter { $0 == value }.count == 250) }
    let beyond = self.numbers(ParameterRange(0, 1, step: 0.4))
    #expect(Set(beyond) == [0, 0.4, 0.8])
  }

  @Test func numbersHaveSixDigits() {
    #expect(ParameterRange(0, 1).value(at: 1.0 / 3) == .number(0.333333))
    #expect(ParameterRange(0, 100).value(at: 2.0 / 3) == .number(66.6667))
    #expect(ParameterRange(0, 1e-3).value(at: 0.9999999) == .number(0.001))
    #expect(ParameterRange(-1, 0).value(at: 1.0 / 3) == .number(-0.666667))
    #expect(ParameterRange(1e-5, 1e-1, scale: .log).value(at: 0.25) == .number(1e-4))
    #expect(ParameterRange(1e-5, 1e-1, scale: .log).value(at: 0.5) == .number(1e-3))
    #expect(ParameterRange(1e-5, 1e-1, scale: .log).value(at: 0.3) == .number(0.000158489))
  }

  /// Six digits of a million would be one value.
  @Test func aNarrowRangeHasMoreDigits() {
    let range = ParameterRange(1_000_000, 1_000_001)
    #expect(range.value(at: 1.0 / 3) == .number(1_000_000.33333))
    #expect(Set(numbers(range)).count == 1000)
  }

  @Test func roundingNeverLeavesTheRange() {
    let range = ParameterRange(0.12345678, 0.12345679)
    #expect(numbers(range).allSatisfy { $0 >= range.low && $0 <= range.high })
    let one = ParameterRange(0.123456789, 0.123456789)
    #expect(one.value(at: 0.7) == .number(0.123456789))
  }

  @Test func largeWholeNumbersKeepTheirDigits() {
    let range = ParameterRange(1_000_001, 1_000_004, isInteger: true)
    #expect(Set(numbers(range)) == [1_000_001, 1_000_002, 1_000_003, 1_000_004])
  }

  @Test func anAxisTakesEachOfItsValuesEquallyOften() {
    let values: [Value] = [.text("sgd"), .text("adam"), .null]
    let axis = SearchAxis("optimizer", .values(values))
    let drawn = (0..<900).map { axis.value(at: Double($0) / 900) }
    for value in values { #expect(drawn.filter { $0 == value }.count == 300) }
    #expect(axis.value(at: 1.0.nextDown) == .null)
    let range = ParameterRange(0, 1)
    #expect(SearchAxis("lr", .range(range)).value(at: 0.3) == range.value(at: 0.3))
  }

  @Test func theLastShareIsWithinEveryRange() {
    for range in Self.ranges {
      #expect(range.value(at: 1.0.nextDown) == .number(range.high), "\(range)")
    }
  }
}
