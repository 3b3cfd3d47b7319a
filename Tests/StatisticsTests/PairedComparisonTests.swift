import Testing

@testable import Statistics

@Suite(.timeLimit(.minutes(60))) struct PairedComparisonTests {
  struct Case: Decodable {
    let name: String
    let ours: [Double]
    let theirs: [Double]
    let n: Int
    let mean: Double
    let deviation: Double
    let median: Double
    let oursMean: Double
    let oursDeviation: Double
    let p: Double?
    let interval: [Double]?
    let bootstrap: [Double]?
    let signedRank: [Double]?
  }

  static let cases = (try? Fixture.read("paired", as: Case.self)) ?? []

  @Test func thereAreManyCases() {
    #expect(Self.cases.count > 200)
    #expect(Set(Self.cases.map(\.n)).isSuperset(of: [2, 3, 7, 8, 50, 51, 60]))
  }

  @Test func summariesAreSciPys() {
    for value in Self.cases {
      let summary = Summary(value.ours)
      #expect(summary.n == value.n)
      #expect(isClose(summary.mean, value.oursMean), "\(value.name)")
      #expect(isClose(summary.deviation, value.oursDeviation), "\(value.name)")
      #expect(isClose(summary.median, value.median), "\(value.name)")
    }
  }

  @Test func differencesTheirIntervalAndItsTestAreSciPys() {
    for value in Self.cases {
      let found = PairedComparison(ours: value.ours, theirs: value.theirs)
      #expect(found.n == value.n)
      // A mean near zero is small beside what it is the mean of.
      let scale = abs(value.mean) + value.deviation
      #expect(abs((found.mean ?? .nan) - value.mean) <= 1e-10 * scale, "\(value.name)")
      #expect(isClose(found.deviation, value.deviation), "\(value.name)")
      #expect(isClose(found.p, value.p, 1e-8), "\(value.name): \(found.p ?? .nan)")
      #expect(agrees(found.interval, value.interval, scale), "\(value.name): \(found)")
    }
  }

  @Test func theBootstrapIsSciPysOnTheSameResamples() {
    for value in Self.cases {
      let found = PairedComparison(ours: value.ours, theirs: value.theirs)
      #expect((found.bootstrap == nil) == (value.n < 8), "\(value.name)")
      let scale = abs(value.mean) + value.deviation
      #expect(agrees(found.bootstrap, value.bootstrap, scale), "\(value.name): \(found)")
    }
  }

  @Test func theSignedRankTestIsSciPys() {
    for value in Self.cases {
      let found = PairedComparison(ours: value.ours, theirs: value.theirs).signedRank
      #expect(isClose(found?.statistic, value.signedRank?[0]), "\(value.name)")
      #expect(isClose(found?.p, value.signedRank?[1], 1e-8), "\(value.name): \(found?.p ?? .nan)")
    }
  }

  @Test func theOrderOfThePairsDoesNotMatter() {
    for value in Self.cases {
      let order = value.ours.indices.reversed().sorted { $0 % 3 < $1 % 3 }
      let found = PairedComparison(
        ours: order.map { value.ours[$0] }, theirs: order.map { value.theirs[$0] })
      #expect(found == PairedComparison(ours: value.ours, theirs: value.theirs), "\(value.name)")
    }
  }

  @Test func onlySeedsThatBothHaveArePaired() {
    let found = PairedComparison(
      ours: [1: 3, 2: 5, 3: 4, 9: 100], theirs: [3: 1, 1: 1, 2: 2, 7: 100])
    #expect(found == PairedComparison(ours: [3, 5, 4], theirs: [1, 2, 1]))
  }

  @Test(arguments: 0...2) func underThreePairsThereIsNoIntervalAndNoPValue(n: Int) {
    let found = PairedComparison(
      ours: (0..<n).map(Double.init), theirs: (0..<n).map { 3 - Double($0) })
    #expect(found.n == n)
    #expect(found.interval == nil && found.bootstrap == nil)
    #expect(found.p == nil && found.signedRank == nil)
    #expect((found.mean == nil) == (n == 0))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func oneNumberThatIsNotFiniteLeavesNoInterval(bad: Double) {
    let ours = [1, 2, 3, 4, 5, 6, 7, 8, bad]
    let found = PairedComparison(ours: ours, theirs: ours.map { _ in 1 })
    #expect(found.n == 9)
    #expect(!found.isFinite)
    #expect(found.interval == nil && found.bootstrap == nil)
    #expect(found.p == nil && found.signedRank == nil)
  }

  @Test(arguments: [0x1p-500, 0x1p400, 0x1p500])
  func theScaleOfTheDifferencesDoesNotMatter(scale: Double) throws {
    let ours = [1.0, 2, 2.5, 3, 4, -1, 7, 8]
    let zeros = ours.map { _ in 0.0 }
    let (one, other) = (
      PairedComparison(ours: ours, theirs: zeros),
      PairedComparison(ours: ours.map { $0 * scale }, theirs: zeros)
    )
    #expect(isClose(other.p, one.p))
    let (low, high) = (try #require(one.bootstrap), try #require(other.bootstrap))
    #expect(isClose(high.low, low.low * scale) && isClose(high.high, low.high * scale))
  }

  @Test func differencesWhoseSquaresAreTooLargeHaveNoInterval() {
    let ours = [1e300, 2e300, -1e300, 1e307, 1e308, 1e308, 1e308, 1e308]
    let found = PairedComparison(ours: ours, theirs: ours.map { _ in 0 })
    #expect(!found.isFinite)
    #expect(found.interval == nil && found.bootstrap == nil && found.p == nil)
  }

  @Test func theSameDifferenceEverywhereIsCertain() {
    let theirs = [1.0, 2, 3, 4, 5, 6, 7, 8]
    let found = PairedComparison(ours: theirs.map { $0 + 0.5 }, theirs: theirs)
    #expect(found.interval == Interval(0.5, 0.5))
    #expect(found.bootstrap == Interval(0.5, 0.5))
    #expect(found.p == 0)
    let same = PairedComparison(ours: theirs, theirs: theirs)
    #expect(same.interval == Interval(0, 0))
    #expect(same.p == 1)
    #expect(same.signedRank == nil)
  }

  @Test func equalNumbersHaveNoSpreadThatRoundingMade() {
    #expect(Summary([0.1, 0.1, 0.1]).deviation == 0)
  }

  private func agrees(_ found: Interval?, _ expected: [Double]?, _ scale: Double) -> Bool {
    guard let found, let expected else { return found == nil && expected == nil }
    return zip([found.low, found.high], expected).allSatisfy { abs($0 - $1) <= 1e-9 * scale }
  }
}
