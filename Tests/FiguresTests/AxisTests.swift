import Foundation
import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct AxisTests {
  @Test func aLinearAxisHasRoundTicks() throws {
    let axis = try #require(Axis.linear([0, 300]))
    #expect(axis.ticks.map(\.label) == ["0", "50", "100", "150", "200", "250", "300"])
    #expect(axis.ticks.map(\.value) == [0, 50, 100, 150, 200, 250, 300])
    #expect([0, 75, 300].map(axis.fraction) == [0, 0.25, 1])
  }

  @Test(
    arguments: [
      ([0.1, 0.42], ["0.1", "0.2", "0.3", "0.4"]),
      ([-3, 3.5], ["\u{2212}2", "0", "2"]),
      ([0, 2], ["0", "1", "2"]),
      ([7], ["7"]),
      ([0, 4e7], ["0", "1e7", "2e7", "3e7", "4e7"]),
      ([0, 2.5e-7], ["0", "5e-8", "1e-7", "1.5e-7", "2e-7", "2.5e-7"]),
    ] as [([Double], [String])])
  func linearLabels(_ values: [Double], _ labels: [String]) throws {
    let found = try #require(Axis.linear(values)).ticks.map(\.label)
    #expect(found == labels)
  }

  @Test(
    arguments: [
      ([0.05, 3000], ["0.1", "1", "10", "100", "1000"]),
      ([0.9, 40], ["1", "2", "5", "10", "20"]),
      ([1.1, 8], ["2", "3", "4", "5", "6", "7", "8"]),
      ([1.2, 1.9], ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"]),
      ([1e-12, 1e20], ["1e-10", "1e-5", "1", "1e5", "1e10", "1e15", "1e20"]),
      ([3.21, 3.22], ["3.19", "3.20", "3.21", "3.22", "3.23", "3.24"]),
      ([3], ["2.0", "2.5", "3.0", "3.5", "4.0", "4.5"]),
    ] as [([Double], [String])])
  func logarithmicLabels(_ values: [Double], _ labels: [String]) throws {
    let found = try #require(Axis.logarithmic(values)).ticks.map(\.label)
    #expect(found == labels)
  }

  @Test func ticksLieWhereTheirLabelsSay() throws {
    let axis = try #require(Axis.logarithmic([0.1, 1000]))
    for tick in axis.ticks { #expect(Double(tick.label) == tick.value) }
    let steps = zip(axis.ticks, axis.ticks.dropFirst()).map {
      axis.fraction($1.value) - axis.fraction($0.value)
    }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-12 })
    #expect(axis.minor.contains(20) && axis.minor.contains(0.5) && !axis.minor.contains(10))
  }

  @Test(
    arguments: [
      [0, 1e-307], [-1e300, 1e300], [1, 1 + 1e-15], [1e300], [-1e-300, 0], [1e15, 1e15 + 2],
    ] as [[Double]])
  func anyFiniteValuesMakeALinearAxis(_ values: [Double]) throws {
    let axis = try #require(Axis.linear(values))
    #expect(axis.upper > axis.lower && axis.ticks.count <= 14)
    #expect(values.map(axis.fraction).allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test(
    arguments: [
      [1e-307, 1e300], [1, 1 + 1e-15], [1e300], [1e-307], [3.21, 3.22], [3.2104, 3.2106],
    ] as [[Double]])
  func anyPositiveValuesMakeALogarithmicAxis(_ values: [Double]) throws {
    let axis = try #require(Axis.logarithmic(values))
    #expect(axis.ticks.count >= 3 && axis.ticks.count <= 14)
    #expect(values.map(axis.fraction).allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func noValuesNoAxis() {
    #expect(Axis.linear([]) == nil)
    #expect(Axis.logarithmic([]) == nil)
  }

  @Test func whatAnAxisCannotShowHasNoPlace() throws {
    let axis = try #require(Axis.logarithmic([1, 100]))
    #expect([0, -1, .nan, .infinity].allSatisfy { axis.fraction($0).isNaN })
  }

  @Test func theLogarithmIsThatOfTheLibrary() {
    for value in [1e-307, 1e-300, 0.1, 0.5, 0.999, 1, 1.0001, 1.414, 1.415, 2, 10, 1e308] {
      let expected = Foundation.log10(value)
      #expect(abs(log10(of: value) - expected) <= 4e-16 * max(1, abs(expected)))
    }
    #expect(log10(of: 1) == 0)
  }
}
