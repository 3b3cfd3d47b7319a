import Experiments

/// The first test batch as each run gave it back, from the first state to the last.
struct ReconstructionsSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.picturedRuns.filter { !$0.reconstructions.isEmpty }
    guard !runs.isEmpty else { return [] }
    return [
      .heading(level: 2, "Reconstructions"),
      .text("The first test batch by epoch: the reconstruction in colour over the truth in grey."),
    ] + runs.map { .details(summary: $0.run.label, states($0, results)) }
  }

  private func states(_ run: RunResult, _ results: SweepResults) -> [Block] {
    let columns = run.reconstructions.map { Table.Column("epoch \($0.epoch)", isNumeric: false) }
    let cells = run.reconstructions.map { state in
      [Inline.picture(results.picture(of: state, in: run, width: 250))]
    }
    return rows(columns, cells, of: 3).map { .table($0) }
  }

  /// Tables of so many columns; pages are not wider.
  private func rows(_ columns: [Table.Column], _ cells: [[Inline]], of count: Int) -> [Table] {
    stride(from: 0, to: columns.count, by: count).map { start in
      let places = start..<min(start + count, columns.count)
      return Table(Array(columns[places]), rows: [Array(cells[places])])
    }
  }
}
