/// Which of some groups is best, and whether the numbers separate it from each other one.
///
/// The group of the best mean leads; each other is compared with it on the seeds that both have, and
/// the p-values are corrected by Holm's method. The leader was chosen by the same numbers, so
/// chance helped it: that is why a best one is only named where all others are separated.
public struct Verdict: Hashable, Sendable {
  /// A corrected p-value must be under it.
  public static let level = 0.05

  /// What is said of a group.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// It has the best mean.
    case leads
    /// It is worse than the leader: the interval leaves zero out and the corrected p-value is under
    /// ``Verdict/level``.
    case separated
    /// The numbers do not show that it is worse.
    case tied
    /// It shares fewer than three seeds with the leader, so nothing can be said.
    case tooFew
    /// It has no values, or one that is not finite: it is never best and has no interval.
    case notFinite
  }

  /// A group and what is said of it.
  public struct Standing: Hashable, Sendable {
    /// The group's name.
    public let name: String
    /// What is said.
    public let outcome: Outcome
    /// The group less the leader; `nil` of the leader itself and where one is not finite.
    public let comparison: PairedComparison?
    /// The corrected p-value of the paired t-test; `nil` where there is none.
    public let corrected: Double?
  }

  /// Each group, in the given order.
  public let standings: [Standing]
  /// The group of the best mean, the first of equal ones; `nil` where none is finite.
  public let leader: String?

  /// The leader, if every other group is separated from it or not finite, and there is another.
  public var best: String? {
    let others = standings.filter { $0.outcome != .leads }
    let isBest = others.allSatisfy { $0.outcome == .separated || $0.outcome == .notFinite }
    return isBest && !others.isEmpty ? leader : nil
  }

  /// Where there is no best: the leader and all that the numbers do not separate from it, in the
  /// given order.
  public var tied: [String] {
    guard best == nil else { return [] }
    let together: Set<Outcome> = [.leads, .tied, .tooFew]
    return standings.filter { together.contains($0.outcome) }.map(\.name)
  }

  /// Compares groups.
  public init(_ groups: [Group], better: Direction) {
    let leading = Self.leading(groups, better)
    let comparisons = groups.indices.map { index in
      leading.flatMap { Self.comparison(groups[index], groups[$0], isSame: index == $0) }
    }
    let corrected = Self.corrected(comparisons.map { $0?.p })
    leader = leading.map { groups[$0].name }
    standings = groups.indices.map { index in
      let outcome =
        index == leading
        ? .leads : Self.outcome(comparisons[index], corrected[index], better)
      return Standing(
        name: groups[index].name, outcome: outcome, comparison: comparisons[index],
        corrected: corrected[index])
    }
  }

  private static func leading(_ groups: [Group], _ better: Direction) -> Int? {
    var best: (index: Int, mean: Double)?
    for (index, group) in groups.enumerated() where group.isFinite {
      guard let mean = group.summary.mean else { continue }
      if best.map({ better.prefers(mean, to: $0.mean) }) ?? true { best = (index, mean) }
    }
    return best?.index
  }

  private static func comparison(
    _ group: Group, _ leader: Group, isSame: Bool
  ) -> PairedComparison? {
    guard !isSame, group.isFinite else { return nil }
    return PairedComparison(ours: group.values, theirs: leader.values)
  }

  private static func corrected(_ values: [Double?]) -> [Double?] {
    var rest = Holm.corrected(values.compactMap { $0 })[...]
    return values.map { $0 == nil ? nil : rest.removeFirst() }
  }

  private static func outcome(
    _ comparison: PairedComparison?, _ corrected: Double?, _ better: Direction
  ) -> Outcome {
    guard let comparison else { return .notFinite }
    guard let interval = comparison.interval, let corrected, let mean = comparison.mean
    else { return comparison.isFinite ? .tooFew : .notFinite }
    // With other seeds in each group the leader may be the worse one on those that both have.
    let isWorse = better.prefers(0, to: mean)
    return interval.excludesZero && corrected < level && isWorse ? .separated : .tied
  }
}
