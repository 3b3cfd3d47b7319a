import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct ExactNumberTests {
  @Test(arguments: [
    (2e-5, "0.00002"), (1e-7, "1e-7"), (1e21, "1e21"), (3, "3"), (0.1, "0.1"), (-2.5, "-2.5"),
    (1e20, "100000000000000000000"), (.nan, "nan"), (-.nan, "nan"), (-.infinity, "-inf"),
  ])
  func aNumberHasOneSpelling(_ value: Double, _ text: String) {
    #expect(ExactNumber.text(value) == text)
  }

  @Test func theTextGivesTheSameBitsBack() {
    let corners: [Double] = [0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3]
    for value in corners
      + (0..<1000).map({ Double(bitPattern: UInt64($0) &* 0x9E37_79B9_7F4A_7C15) })
    {
      guard value.isFinite else { continue }
      #expect(Double(ExactNumber.text(value))?.bitPattern == value.bitPattern)
    }
  }
}
