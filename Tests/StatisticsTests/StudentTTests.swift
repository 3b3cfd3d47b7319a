import Foundation
import Testing

@testable import Statistics

@Suite(.timeLimit(.minutes(60))) struct StudentTTests {
  struct Value: Decodable {
    let degrees: Int
    let t: Double
    let cdf: Double
    let twoSided: Double
  }

  struct Quantile: Decodable {
    let degrees: Int
    let p: Double
    let quantile: Double
  }

  @Test func theSharesAreSciPys() throws {
    let cases = try Fixture.read("student", as: Value.self)
    #expect(cases.count > 300)
    for value in cases {
      let student = StudentT(degrees: value.degrees)
      #expect(isClose(student.cdf(value.t), value.cdf, 1e-10), "\(value)")
      #expect(isClose(student.twoSided(value.t), value.twoSided, 1e-10), "\(value)")
    }
  }

  @Test(arguments: [1e-12, 1e-8, 0.3, 1, 7, 1e8])
  func ofOneDegreeItIsCauchys(t: Double) {
    let expected = 2 / Double.pi * atan2(1, t)
    #expect(isClose(StudentT(degrees: 1).twoSided(t), expected, 1e-14))
  }

  @Test func theQuantilesAreSciPys() throws {
    let cases = try Fixture.read("quantiles", as: Quantile.self)
    #expect(cases.count > 100)
    for value in cases {
      let found = StudentT(degrees: value.degrees).quantile(value.p)
      #expect(abs(found - value.quantile) <= 1e-10 * max(1, abs(value.quantile)), "\(value)")
    }
  }

  @Test func theEndsAreInfinite() {
    let student = StudentT(degrees: 4)
    #expect(student.quantile(0) == -.infinity)
    #expect(student.quantile(1) == .infinity)
    #expect(student.cdf(-.infinity) == 0)
    #expect(student.cdf(.infinity) == 1)
    #expect(student.twoSided(.nan).isNaN)
    #expect(student.twoSided(1e200) == 0)
  }
}
