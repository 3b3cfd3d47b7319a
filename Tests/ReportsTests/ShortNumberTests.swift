import Foundation
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct ShortNumberTests {
  @Test(arguments: [
    (0, "0"), (1, "1"), (0.5, "0.5"), (2.5, "2.5"), (123.45, "123.5"), (999.95, "1000"),
    (0.00123456, "0.001235"), (1e-7, "1e-7"), (1e9, "1000000000"), (-3.25, "-3.25"), (10, "10"),
    (0.0099999, "0.01"), (1.0001, "1"), (.nan, "nan"), (.infinity, "inf"),
  ])
  func fourDigitsAreEnough(_ value: Double, _ text: String) {
    #expect(ShortNumber.text(value) == text)
  }

  // Sizes from 1e-5 to 1e5, by a multiplicative generator.
  @Test func theQuickWayIsTheSlowOnes() {
    var bits: UInt64 = 1
    for _ in 0..<200_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = pow(10, Double(bits >> 11) / Double(UInt64(1) << 53) * 10 - 5)
      let expected = NumberText.rounded(value, 4)
      if ShortNumber.text(value) != expected {
        Issue.record("\(value): \(ShortNumber.text(value)), not \(expected)")
      }
    }
  }

  // What people write down lies on such values, and halves of the fifth digit among them.
  @Test func shortDecimalsAreTheSlowOnesToo() {
    for thousandth in 0..<100_000 {
      let value = Double(thousandth) / 1000
      #expect(ShortNumber.text(value) == NumberText.rounded(value, 4))
    }
  }
}
