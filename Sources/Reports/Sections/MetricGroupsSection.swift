import Experiments

/// Metrics with a section of their own, as their trainer groups them.
struct MetricGroupsSection: SectionOfShown {
  func blocks(of results: SweepResults) -> [Block] {
    results.sweep.manifest.words.groups.flatMap { blocks(of: $0, results) }
  }

  private func blocks(of group: MetricGroup, _ results: SweepResults) -> [Block] {
    let manifest = results.sweep.manifest
    let runs = results.runs.filter { run in
      group.metrics.last.map { run.last($0) != nil } ?? false
    }
    guard !runs.isEmpty else { return [] }
    let rows = runs.map { run in
      ([run.run.label] + group.metrics.map { run.cell($0, manifest) }).map { [Inline.text($0)] }
    }
    let titles = group.metrics.map { Table.Column.number(manifest.metric($0).title) }
    return [
      .heading(level: 2, group.heading), .text(group.summary),
      .table(Table(["Run"] + titles, rows: rows)),
    ]
  }
}

/// Metrics that runs said and nobody declared: they are kept, and shown last.
struct OtherMetricsSection: SectionOfShown {
  /// The most that have a column.
  private static let most = 12

  func blocks(of results: SweepResults) -> [Block] {
    let names = results.undeclaredMetrics
    guard !names.isEmpty else { return [] }
    let shown = Array(names.prefix(Self.most))
    let runs = results.runs.filter { run in shown.contains { run.last($0) != nil } }
    let rows = runs.map { run in
      ([run.run.label] + shown.map { run.cell($0, results.sweep.manifest) }).map {
        [Inline.text($0)]
      }
    }
    let columns = ["Run"] + shown.map { Table.Column.number($0.rawValue) }
    return [
      .heading(level: 2, "Other metrics"), .text(words(names.count)),
      .table(Table(columns, rows: rows)),
    ]
  }

  private func words(_ count: Int) -> String {
    let text = "Metrics that runs gave and the specification does not declare."
    return count <= Self.most
      ? text : "\(text) Of \(count), the first \(Self.most); all are in results.jsonl."
  }
}
