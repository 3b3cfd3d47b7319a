import Experiments

/// The same MSE with the running averages of batch normalisation.
struct RunningStatisticsSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.runs.filter { $0.last(.testMSERunning) != nil }
    guard !runs.isEmpty else { return [] }
    let rows = runs.map { run in
      [run.run.label, run.cell(.trainMSERunning), run.cell(.testMSERunning)].map {
        [Inline.text($0)]
      }
    }
    let columns: [Table.Column] = [
      "Run", .number("Train MSE, running"), .number("Test MSE, running"),
    ]
    return [
      .heading(level: 2, "Running statistics"),
      .text(
        "The MSE at the last evaluated state with batch normalisation's running averages in place "
          + "of the batch's own. They keep 0.999 at each step, so they lag behind."),
      .table(Table(columns, rows: rows)),
    ]
  }
}
