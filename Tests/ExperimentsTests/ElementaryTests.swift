import Foundation
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct ElementaryTests {
  @Test func theExponentialIsRightToTwoUnitsInTheLastPlace() {
    for x in stride(from: -745.0, through: 709.7, by: 0.0317) {
      let expected = Foundation.exp(x)
      #expect(abs(Elementary.exp(x) - expected) <= 2 * expected.ulp, "\(x)")
    }
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(1000) == .infinity)
    #expect(Elementary.exp(-1000) == 0)
  }

  @Test func theLogarithmIsRightToTwoUnitsInTheLastPlace() {
    for power in stride(from: -1073.9, through: 1023.9, by: 0.0471) {
      check(Foundation.exp2(power))
    }
    for x in stride(from: 0.5, through: 2, by: 0.00037) { check(x) }
    check(1.0.nextUp)
    check(1.0.nextDown)
    #expect(Elementary.log(1) == 0)
  }

  private func check(_ x: Double) {
    let expected = Foundation.log(x)
    #expect(abs(Elementary.log(x) - expected) <= 2 * expected.ulp, "\(x)")
  }
}
