import Testing

@testable import Statistics

@Suite(.timeLimit(.minutes(60))) struct ClaimAnswerTests {
  struct Case: Decodable {
    let mean: Double
    let deviation: Double
    let seeds: Int?
  }

  @Test func aClaimIsAnsweredByTheSideOfTheInterval() {
    let (small, large) = (seeded([1, 1.1, 0.9, 1]), seeded([2, 2.2, 1.9, 2.1]))
    #expect(ClaimAnswer(ours: small, theirs: large, better: .lower).answer == .yes)
    #expect(ClaimAnswer(ours: large, theirs: small, better: .lower).answer == .no)
    #expect(ClaimAnswer(ours: small, theirs: large, better: .higher).answer == .no)
    #expect(ClaimAnswer(ours: large, theirs: small, better: .higher).answer == .yes)
    #expect(ClaimAnswer(ours: small, theirs: large, better: .lower).seedsNeeded == nil)
  }

  @Test func anUndecidedClaimSaysHowManySeedsItWouldTake() throws {
    let answer = ClaimAnswer(
      ours: seeded([1, 1.3, 0.9, 1.2]), theirs: seeded([1.1, 1.2, 1.2, 1.3]), better: .lower)
    #expect(answer.answer == .undecided)
    // A mean difference of -0.1 with a deviation of 0.163.
    #expect(answer.seedsNeeded == .seeds(23))
  }

  @Test func theNumberOfSeedsIsThatOfSciPysQuantiles() throws {
    let cases = try Fixture.read("seeds", as: Case.self)
    #expect(cases.count > 10)
    for value in cases {
      let found = SeedsNeeded(mean: value.mean, deviation: value.deviation)
      #expect(found == value.seeds.map(SeedsNeeded.seeds) ?? .more, "\(value)")
    }
  }

  @Test func fewerThanThreeSeedsDecideNothing() {
    let one = ClaimAnswer(ours: [0: 1], theirs: [0: 2], better: .lower)
    #expect(one.answer == .undecided)
    #expect(one.seedsNeeded == .unknown)
    let two = ClaimAnswer(ours: seeded([1, 1]), theirs: seeded([2, 2]), better: .lower)
    #expect(two.answer == .undecided)
    #expect(two.seedsNeeded == .seeds(3))
    #expect(ClaimAnswer(ours: [:], theirs: [:], better: .lower).seedsNeeded == .unknown)
  }

  @Test func aNumberThatIsNotFiniteDecidesNothing() {
    let answer = ClaimAnswer(
      ours: seeded([1, 1, 1, 1]), theirs: seeded([2, 2, .infinity, 2]), better: .lower)
    #expect(answer.answer == .undecided)
    #expect(answer.seedsNeeded == .unknown)
    #expect(answer.comparison.interval == nil)
  }
}
