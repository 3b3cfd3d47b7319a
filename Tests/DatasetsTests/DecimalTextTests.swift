import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct DecimalTextTests {
  @Test func numbersAreThoseOfTheStandardLibraryToTheBit() {
    for index in 0..<20_000 {
      let number = Double(bitPattern: Self.word(index))
      guard number.isFinite else { continue }
      expectEqual("\(number)")
      expectEqual("\(number.significand)")
      let draw = Self.word(index + 20_000)
      let digits = String(Self.word(index + 40_000) >> (draw % 64))
      let point = Int(draw >> 8) % (digits.count + 1)
      let decimal = "\(digits.prefix(point)).\(digits.dropFirst(point))"
      expectEqual("-\(decimal)")
      expectEqual("\(decimal)e\(Int(draw >> 16) % 60 - 30)")
    }
  }

  @Test(arguments: [
    "0", "-0", "+1", "1.", ".5", "-.5e1", "1e22", "1e23", "1E-22", "9007199254740993",
    "0.000000000000000000000000000001", "100000000000000000000", "1e0000000000000005", "1e-400",
    "4.9e-324", "1e308", "00000000000000000000000000001.5", "123456789012345e-22",
  ])
  func edgesAreThoseOfTheStandardLibraryToTheBit(text: String) {
    expectEqual(text)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e+", "1e5.", "1 ", "0x1", "nan", "inf", "1,", "--1",
  ])
  func whatSpellsNoNumberIsNone(text: String) {
    #expect(DecimalText.number(Array(text.utf8)[...]) == nil)
  }

  @Test func aNumberTooLargeIsInfinite() {
    for text in ["1e309", "1e999999999999999999999999"] {
      #expect(DecimalText.number(Array(text.utf8)[...]) == .infinity)
    }
  }

  /// Bits that look random: Weyl's sequence, mixed.
  private static func word(_ index: Int) -> UInt64 {
    let word = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    return (word ^ (word >> 29)) &* 0xBF58_476D_1CE4_E5B9
  }

  private func expectEqual(_ text: String) {
    let number = DecimalText.number(Array(text.utf8)[...])
    if number?.bitPattern != Double(text)?.bitPattern {
      Issue.record("\(text) is read as \(String(describing: number))")
    }
  }
}
