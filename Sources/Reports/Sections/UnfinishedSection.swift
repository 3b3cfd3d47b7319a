import Experiments

/// What failed, diverged or is missing: why, and the command that would go on.
struct UnfinishedSection: Section {
  /// The most records shown in full.
  private static let mostRecords = 20

  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.runs.filter { $0.state != .finished }
    guard !runs.isEmpty else {
      return [.heading(level: 2, "Failures and missing runs"), .text("None.")]
    }
    let columns: [Table.Column] = ["Run", "State", "Reason", "To go on"]
    return [
      .heading(level: 2, "Failures and missing runs"),
      .table(Table(columns, rows: runs.map { row($0, results.sweep.manifest) })),
    ] + records(runs, results.sweep.manifest)
  }

  private func row(_ run: RunResult, _ manifest: Manifest) -> [[Inline]] {
    [
      [.text(run.run.label)], [.text(run.state.rawValue)],
      [.text(CleanText.short(firstLine(run.reason(manifest)), 200))],
      [.code(Commands.toContinue(run))],
    ]
  }

  /// The records of more than a line, as they are.
  private func records(_ runs: [RunResult], _ manifest: Manifest) -> [Block] {
    let long = runs.filter { $0.reason(manifest) != firstLine($0.reason(manifest)) }
    let shown = long.prefix(Self.mostRecords).map { run in
      Block.details(
        summary: "What \(run.run.label) said last", [.code(language: "text", run.reason(manifest))])
    }
    let rest = long.count - shown.count
    return shown + (rest > 0 ? [.text("\(rest) more such records are in results.jsonl.")] : [])
  }

  private func firstLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).first.map { String($0) } ?? ""
  }
}
