import Experiments

/// Where a sweep has axes besides variants and seeds: what each setting gave, the best marked.
struct SettingsSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let groups = results.groups
    let axes = Settings.axes(of: groups.map(\.configuration))
    guard !axes.isEmpty else { return [] }
    let best = bestPlaces(groups)
    let rows = groups.enumerated().map { row($1, axes, isBest: best.contains($0)) }
    let columns =
      ["Version"] + axes.map { Table.Column.number($0) } + [
        .number("Train MSE"), .number("Test MSE"),
      ]
    return [
      .heading(level: 2, "Settings"),
      .text("The lowest test MSE of each version stands out. It was chosen on the test set."),
      .table(Table(columns, rows: rows)),
    ]
  }

  private func row(_ group: RunGroup, _ axes: [String], isBest: Bool) -> [[Inline]] {
    let settings = axes.map { [Inline.text(Settings.text($0, of: group.configuration))] }
    let train = NumberText.significant(Statistics.mean(group.values(.trainMSE)))
    let test = NumberText.significant(Statistics.mean(group.values(.testMSE)))
    return [[.text(group.configuration.variant.label)]] + settings + [
      [.text(train)], isBest ? [.strong(test + " (best)")] : [.text(test)],
    ]
  }

  /// The places of each variant's lowest mean test MSE; of equal ones, the first.
  private func bestPlaces(_ groups: [RunGroup]) -> Set<Int> {
    var best: [Variant: (place: Int, value: Double)] = [:]
    for (place, group) in groups.enumerated() {
      let variant = group.configuration.variant
      guard let value = Statistics.mean(group.values(.testMSE)), value.isFinite else { continue }
      if best[variant].map({ value < $0.value }) ?? true { best[variant] = (place, value) }
    }
    return Set(best.values.map(\.place))
  }
}
