import Experiments

/// What each run cost.
struct CostSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.runs.filter { $0.attempts > 0 }
    guard !runs.isEmpty else { return [] }
    let columns: [Table.Column] = [
      "Run", .number("Seconds"), .number("Sequences per second"), .number("Attempts"),
      .number("Checkpoints"),
    ]
    return [
      .heading(level: 2, "Cost"), .text(sum(runs)), .table(Table(columns, rows: runs.map(row))),
    ]
  }

  private func row(_ run: RunResult) -> [[Inline]] {
    let rate = run.seconds > 0 ? Double(run.sequences) / run.seconds : nil
    let texts = [
      run.run.label, NumberText.fixed(run.seconds, 1), NumberText.significant(rate, 3),
      "\(run.attempts)", NumberText.bytes(checkpointBytes(run)),
    ]
    return texts.map { [.text($0)] }
  }

  private func sum(_ runs: [RunResult]) -> String {
    let seconds = runs.reduce(0) { $0 + $1.seconds }
    let bytes = Self.sum(runs.map(checkpointBytes))
    return "\(NumberText.duration(seconds)) of training in all, each run on one core "
      + "(\(NumberText.significant(seconds / 3600, 3)) core-hours), interrupted and failed attempts "
      + "included; \(NumberText.bytes(bytes)) of checkpoints kept."
  }

  private func checkpointBytes(_ run: RunResult) -> Int {
    Self.sum(run.checkpoints.map(\.bytes))
  }

  /// The sum, or the greatest number there is: a file of results may say anything.
  private static func sum(_ counts: [Int]) -> Int {
    counts.reduce(0) { sum, count in
      let (value, overflows) = sum.addingReportingOverflow(count)
      return overflows ? .max : value
    }
  }
}
