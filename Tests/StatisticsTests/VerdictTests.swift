import Testing

@testable import Statistics

@Suite(.timeLimit(.minutes(60))) struct VerdictTests {
  private func group(_ name: String, _ values: [Double]) -> Group {
    Group(name, seeded(values))
  }

  private var good: Group { group("good", [1.0, 1.2, 0.9, 1.1, 1.05]) }
  private var bad: Group { group("bad", [2.0, 2.25, 1.9, 2.15, 2.0]) }
  private var near: Group { group("near", [1.1, 1.1, 1.0, 1.0, 1.15]) }

  private func outcomes(_ verdict: Verdict) -> [Verdict.Outcome] {
    verdict.standings.map(\.outcome)
  }

  @Test func theBestIsMarkedWhereAllOthersAreSeparated() {
    let verdict = Verdict([bad, good], better: .lower)
    #expect(verdict.leader == "good")
    #expect(verdict.best == "good")
    #expect(verdict.tied.isEmpty)
    #expect(outcomes(verdict) == [.separated, .leads])
    #expect(Verdict([bad, good], better: .higher).best == "bad")
  }

  @Test func oneThatIsNotSeparatedLeavesNoBest() {
    let verdict = Verdict([near, bad, good], better: .lower)
    #expect(verdict.leader == "good")
    #expect(verdict.best == nil)
    #expect(verdict.tied == ["near", "good"])
    #expect(outcomes(verdict) == [.tied, .separated, .leads])
  }

  /// One comparison is under 5 % by itself; among many it is not.
  @Test func manyComparisonsAreCorrected() throws {
    let leader = group("leader", [1, 1, 1, 1, 1])
    let other = group("other", [1.3, 1.1, 1.0, 1.4, 1.3])
    let alone = Verdict([leader, other], better: .lower)
    #expect(alone.best == "leader")
    let copies = (0..<5).map { group("other \($0)", [1.3, 1.1, 1.0, 1.4, 1.3]) }
    let many = Verdict([leader] + copies, better: .lower)
    #expect(many.best == nil)
    let standing = try #require(many.standings.last)
    let (p, corrected) = (try #require(standing.comparison?.p), try #require(standing.corrected))
    #expect(p < 0.05 && corrected == 5 * p)
    #expect(standing.outcome == .tied)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity], Direction.allCases)
  func aGroupThatIsNotFiniteNeverLeads(bad value: Double, better: Direction) {
    let broken = group("broken", [0.1, 0.1, value, 0.1, 0.1])
    let verdict = Verdict([broken, good, bad], better: better)
    #expect(verdict.leader == (better == .lower ? "good" : "bad"))
    #expect(verdict.best == verdict.leader)
    #expect(verdict.standings[0].outcome == .notFinite)
    #expect(verdict.standings[0].comparison == nil)
    #expect(verdict.standings[0].corrected == nil)
  }

  @Test func fewerThanThreeSharedSeedsSayNothing() {
    let few = Group("few", [0: 9, 1: 9.1, 77: 9, 78: 9, 79: 9])
    let verdict = Verdict([good, few], better: .lower)
    #expect(outcomes(verdict) == [.leads, .tooFew])
    #expect(verdict.best == nil)
    #expect(verdict.tied == ["good", "few"])
    #expect(verdict.standings[1].comparison?.n == 2)
    #expect(verdict.standings[1].comparison?.interval == nil)
  }

  /// The leader's mean is good only because of a seed that the other lacks.
  @Test func aLeaderThatIsWorseOnSharedSeedsIsNotSeparated() {
    let lucky = Group("lucky", [0: 2, 1: 2.1, 2: 2.05, 3: 2, 4: -100])
    let steady = Group("steady", [0: 1, 1: 1.05, 2: 1.1, 3: 1])
    let verdict = Verdict([lucky, steady], better: .lower)
    #expect(verdict.leader == "lucky")
    #expect(outcomes(verdict) == [.leads, .tied])
  }

  @Test func nothingToCompareHasNoBest() {
    #expect(Verdict([], better: .lower).leader == nil)
    let alone = Verdict([good], better: .lower)
    #expect(alone.leader == "good")
    #expect(alone.best == nil)
    let broken = Verdict([group("a", [.nan]), group("b", [])], better: .lower)
    #expect(broken.leader == nil)
    #expect(broken.best == nil)
    #expect(outcomes(broken) == [.notFinite, .notFinite])
  }
}
