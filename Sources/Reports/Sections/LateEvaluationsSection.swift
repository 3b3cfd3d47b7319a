import Experiments

/// Medians of the last evaluations, which are steadier than the last one alone.
struct LateEvaluationsSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let rows = results.groups.flatMap { group in
      group.finished.map { row($0, results.published(for: group)) }
    }
    guard !rows.isEmpty else { return [] }
    let columns: [Table.Column] = [
      "Run", .number("Evaluations"), .number("Median train MSE"), .number("Median test MSE"),
      .number("Test / published"),
    ]
    return [
      .heading(level: 2, "Late evaluations"),
      .text(
        "One evaluation is noisy, so here stand the medians of those in the last 13.3 % of the "
          + "epochs\(first(results)), of finished runs."),
      .table(Table(columns, rows: rows)),
    ]
  }

  /// The first of the late epochs, where all runs have as many.
  private func first(_ results: SweepResults) -> String {
    let lengths = Set(results.groups.flatMap(\.finished).map(\.run.configuration.train.epochs))
    guard lengths.count == 1, let epochs = lengths.first else { return "" }
    let first = (0...epochs).first { LateEvaluations.isLate($0, of: epochs) } ?? epochs
    return " (from \(first) of \(epochs) on)"
  }

  private func row(_ run: RunResult, _ published: PublishedResult?) -> [[Inline]] {
    let late = LateEvaluations(of: run)
    let (train, test) = (Statistics.median(late.train), Statistics.median(late.test))
    let ratio = test.flatMap { test in published.map { test / $0.testMSE } }
    let texts = [
      run.run.label, "\(late.test.count)", NumberText.significant(train),
      NumberText.significant(test), NumberText.significant(ratio, 3),
    ]
    return texts.map { [.text($0)] }
  }
}
