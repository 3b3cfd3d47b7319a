import Experiments
import Statistics

/// Runs that share seeds, against the best of them, and what the spec claims of them.
struct ComparisonSection: SectionOfSpec {
  func blocks(of reading: SweepReading) -> [Block] {
    let tables = comparisons(reading.shown) + claims(reading)
    return tables.isEmpty ? [] : [.heading(level: 2, "Comparison")] + tables
  }

  private func comparisons(_ results: SweepResults) -> [Block] {
    let manifest = results.sweep.manifest
    let groups = results.groups.filter { $0.runs.count > 1 }
    guard let metric = manifest.headline.map(manifest.metric), let better = Direction(metric),
      SeedGroups.share(groups)
    else { return [] }
    let last = ComparisonTable(
      SeedGroups(groups) { $0.last(metric.name)?.value }, metric, better, "The last value")
    let late = ComparisonTable(
      SeedGroups(groups) { LateEvaluations(of: $0, manifest).median(metric.name) }, metric, better,
      "The late median")
    let hasLate = ResultsForm(results).late != nil
    return last.blocks + (hasLate ? late.blocks : [])
  }

  // MARK: - Claims

  private func claims(_ reading: SweepReading) -> [Block] {
    guard let spec = reading.spec, !spec.claims.isEmpty else { return [] }
    let groups = reading.shown.groups
    let rows = spec.claims.map { row($0, groups, spec.manifest) }
    let columns: [Table.Column] = [
      "Claim", "Answer", .number("n"), .number("Difference"), .number("95 % interval"),
      "Seeds it would take",
    ]
    return [
      .heading(level: 3, "Claims"),
      .text(
        "The difference is the first less the second, on the n seeds that both have, by the last "
          + "value. Yes and no: the 95 % interval of Student's t leaves out zero. Else undecided, "
          + "with the seeds that would show a difference like this one with a chance of 80 %."),
      .table(Table(columns, rows: rows)),
    ]
  }

  private func row(_ claim: Claim, _ groups: [RunGroup], _ manifest: Manifest) -> [[Inline]] {
    guard let better = Direction(manifest.metric(claim.metric)) else {
      let none = Array(repeating: NumberText.missing, count: 4)
      return ([claim.words, "undecided: no value is declared better"] + none).map { [.text($0)] }
    }
    let seeds = SeedGroups(groups) { $0.last(claim.metric)?.value }
    let answer = ClaimAnswer(
      ours: seeds.values(of: claim.better), theirs: seeds.values(of: claim.worse), better: better)
    let comparison = answer.comparison
    let texts = [
      "\(comparison.n)", NumberText.significant(comparison.mean, 3),
      ComparisonTable.text(comparison.interval), needed(answer.seedsNeeded),
    ]
    return [[.text(claim.words)], [.strong(answer.answer.rawValue)]] + texts.map { [.text($0)] }
  }

  private func needed(_ seeds: SeedsNeeded?) -> String {
    switch seeds {
    case nil: NumberText.missing
    case .seeds(let count): "\(count)"
    case .more: "more than \(SeedsNeeded.most)"
    case .unknown: "too little is known"
    }
  }
}
