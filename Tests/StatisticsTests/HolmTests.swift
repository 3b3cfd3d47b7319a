import Testing

@testable import Statistics

@Suite(.timeLimit(.minutes(60))) struct HolmTests {
  struct Case: Decodable {
    let values: [Double]
    let corrected: [Double]
  }

  @Test func theCorrectionIsThatOfItsDefinition() throws {
    let cases = try Fixture.read("holm", as: Case.self)
    #expect(cases.count == 10)
    for value in cases {
      let found = Holm.corrected(value.values)
      #expect(zip(found, value.corrected).allSatisfy { isClose($0, $1, 1e-12) }, "\(value)")
    }
  }

  @Test func correctedValuesStayWithinOneAndInOrder() {
    #expect(Holm.corrected([0.9, 0.8, 0.7]) == [1, 1, 1])
    #expect(Holm.corrected([0.01, 0.011]) == [0.02, 0.02])
    #expect(Holm.corrected([0.02]) == [0.02])
  }
}
