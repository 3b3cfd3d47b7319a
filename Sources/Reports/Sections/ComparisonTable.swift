import Experiments
import Statistics

/// Groups of seeds against the best of them.
struct ComparisonTable {
  private let seeds: SeedGroups
  private let metric: MetricDeclaration
  private let what: String
  private let verdict: Verdict
  /// Wilcoxon's p-values with Holm's correction, in the order of the standings.
  private let ranks: [Double?]

  /// Compares.
  ///
  /// - Parameter what: What is compared: `The last value`.
  init(
    _ seeds: SeedGroups, _ metric: MetricDeclaration, _ better: Direction, _ what: String
  ) {
    (self.seeds, self.metric, self.what) = (seeds, metric, what)
    verdict = Verdict(seeds.groups, better: better)
    let values = verdict.standings.map { $0.comparison?.signedRank?.p }
    var corrected = Holm.corrected(values.compactMap { $0 })[...]
    ranks = values.map { $0 == nil ? nil : corrected.removeFirst() }
  }

  /// The sentences and the table; none where nothing has a value.
  var blocks: [Block] {
    guard let leader = verdict.leader, seeds.groups.count > 1 else { return [] }
    let rows = seeds.groups.indices.map { row($0, leader) }
    return [.text(words(leader)), .table(Table(columns, rows: rows))]
  }

  private var columns: [Table.Column] {
    [
      "Runs", .number("n"), .number("Mean"), .number("Standard deviation"),
      .number("Difference to \(verdict.leader ?? "")"), .number("95 % interval"),
    ] + (hasBootstrap ? [.number("Bootstrap interval")] : [])
      + [.number("Wilcoxon p"), .number("t-test p"), "Verdict"]
  }

  private var hasBootstrap: Bool {
    verdict.standings.contains { $0.comparison?.bootstrap != nil }
  }

  // MARK: - Words

  private func words(_ leader: String) -> String {
    let text =
      "\(what) of \(metric.inText). The mean of \(leader) is the \(metric.extreme). Seeds are "
      + "shared, so differences are within seeds: each less \(leader), on those that both have. "
    return text + tests + missing
  }

  private var tests: String {
    let most = verdict.standings.compactMap { $0.comparison?.n }.max() ?? 0
    guard most >= PairedComparison.fewestPairs else {
      return "Fewer than \(PairedComparison.fewestPairs) seeds are shared, so there is no interval "
        + "and no test."
    }
    return "Intervals are Student's t, where at least \(PairedComparison.fewestPairs) are shared; "
      + "p-values are two-sided with Holm's correction, each with its n. One is called the best only "
      + "where the data separate it from all others."
  }

  private var missing: String {
    guard let first = seeds.empty.first else { return "" }
    return seeds.empty.count == 1
      ? " \(first) has no value yet and is left out."
      : " \(seeds.empty.count) without a value yet are left out: \(list(seeds.empty))."
  }

  // MARK: - Rows

  private func row(_ place: Int, _ leader: String) -> [[Inline]] {
    let (group, standing) = (seeds.groups[place], verdict.standings[place])
    let (summary, comparison) = (group.summary, standing.comparison)
    let finite = group.isFinite
    let texts =
      [
        group.name, "\(group.values.values.count(where: \.isFinite))",
        finite ? NumberText.significant(summary.mean) : NumberText.missing,
        finite ? NumberText.significant(summary.deviation, 3) : NumberText.missing,
        NumberText.significant(comparison?.mean, 3), Self.text(comparison?.interval),
      ] + (hasBootstrap ? [Self.text(comparison?.bootstrap)] : [])
      + [
        Self.text(p: ranks[place], n: comparison?.n),
        Self.text(p: standing.corrected, n: comparison?.n),
      ]
    let isBest = group.name == verdict.best && seeds.empty.isEmpty
    let said = isBest ? Inline.strong("best") : .text(outcome(standing, group, leader))
    return texts.map { [.text($0)] } + [[said]]
  }

  private func outcome(_ standing: Verdict.Standing, _ group: Group, _ leader: String) -> String {
    switch standing.outcome {
    case .leads:
      let ties = verdict.standings.filter { $0.outcome == .tied }.map(\.name)
      let unknown = verdict.standings.contains { $0.outcome == .tooFew }
      if !ties.isEmpty { return "leads, tied with \(list(ties))" }
      return unknown ? "leads; too few seeds to call it best" : "best of those with values"
    case .separated: return "separated"
    case .tied: return "tied with \(leader)"
    case .tooFew: return "too few seeds shared with \(leader)"
    case .notFinite:
      let lost = group.values.values.count { !$0.isFinite }
      return "diverged with \(lost) of \(group.values.count) seeds"
    }
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  /// An interval; the sign for a missing value where there is none.
  static func text(_ interval: Interval?) -> String {
    interval.map {
      "\(NumberText.significant($0.low, 3)) to \(NumberText.significant($0.high, 3))"
    } ?? NumberText.missing
  }

  /// A p-value, never without its n.
  private static func text(p: Double?, n: Int?) -> String {
    guard let p, let n else { return NumberText.missing }
    return (p < 0.001 ? "< 0.001" : NumberText.significant(p, 2)) + " (n = \(n))"
  }
}
