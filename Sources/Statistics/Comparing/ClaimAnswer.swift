/// Whether the numbers bear out "ours beats theirs".
public struct ClaimAnswer: Hashable, Sendable {
  /// What the numbers say, at 5 % and for this claim by itself.
  public enum Answer: String, CaseIterable, Hashable, Sendable {
    /// The 95 % interval of the paired difference lies on the side that the claim says.
    case yes
    /// It lies on the other side.
    case no
    /// It holds zero, or there is none.
    case undecided
  }

  /// What the numbers say.
  public let answer: Answer
  /// Ours less theirs, on the seeds that both have.
  public let comparison: PairedComparison
  /// Of an undecided claim, how many seeds it would take in all to see a difference as observed, on
  /// whichever side it is; `nil` of an answered one.
  public let seedsNeeded: SeedsNeeded?

  /// Answers a claim.
  public init(ours: [Int: Double], theirs: [Int: Double], better: Direction) {
    comparison = PairedComparison(ours: ours, theirs: theirs)
    answer = Self.answer(comparison, better)
    let needed = SeedsNeeded(mean: comparison.mean, deviation: comparison.deviation)
    seedsNeeded = answer == .undecided ? needed : nil
  }

  private static func answer(_ comparison: PairedComparison, _ better: Direction) -> Answer {
    guard let interval = comparison.interval, let mean = comparison.mean, interval.excludesZero
    else { return .undecided }
    return better.prefers(mean, to: 0) ? .yes : .no
  }
}
