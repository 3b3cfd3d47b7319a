import Experiments

/// Medians of the last evaluations, which are steadier than the last one alone.
struct LateEvaluationsSection: SectionOfShown {
  func blocks(of results: SweepResults) -> [Block] {
    let manifest = results.sweep.manifest
    guard LateEvaluations.areKept(by: manifest), let headline = manifest.headline else { return [] }
    let metric = manifest.metric(headline)
    let rows = results.groups.flatMap { group in
      let published = results.published(for: group)[headline]
      return group.finished.map { row($0, published, manifest) }
    }
    guard !rows.isEmpty else { return [] }
    let beginning = LateEvaluations.beginning(in: results.groups, manifest)
    let columns: [Table.Column] =
      ["Run", .number("Evaluations")]
      + manifest.columns.map { .number("Median \(manifest.metric($0).inText)") }
      + [.number("\(metric.short.prefix(1).uppercased() + metric.short.dropFirst()) / published")]
    return [
      .heading(level: 2, "Late evaluations"),
      .text(
        "One evaluation is noisy, so here stand the medians of those in the last 13.3 % of the "
          + "\(manifest.words.steps)\(beginning), of finished runs."),
      .table(Table(columns, rows: rows)),
    ]
  }

  private func row(
    _ run: RunResult, _ published: Double?, _ manifest: Manifest
  ) -> [[Inline]] {
    let late = LateEvaluations(of: run, manifest)
    let medians = manifest.columns.map(late.median)
    let values = manifest.headline.map(late.values) ?? []
    let median = manifest.headline.flatMap(late.median)
    let ratio = median.flatMap { test in published.map { test / $0 } }
    let texts =
      [run.run.label, "\(values.count)"] + medians.map { NumberText.significant($0) }
      + [NumberText.significant(ratio, 3)]
    return texts.map { [.text($0)] }
  }
}
