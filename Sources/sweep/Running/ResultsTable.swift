import Experiments
import Reports

/// A sweep's runs as a table for a terminal.
struct ResultsTable {
  /// The table; ends with a line feed.
  let text: String

  init(_ results: SweepResults) {
    let shown = results.runs.prefix(200)
    let table = TextTable(
      header: ["run", "state", "epoch", "train MSE", "test MSE", "time"],
      rows: shown.map(Self.row), alignments: [.left, .left, .right, .right, .right, .right])
    let rest = results.runs.count - shown.count
    text = table.render() + (rest > 0 ? "and \(rest) more\n" : "")
  }

  private static func row(_ run: RunResult) -> [String] {
    [
      run.run.label, run.state.rawValue, run.metrics.last.map { "\($0.epoch)" } ?? "-",
      number(run.last(.trainMSE)?.value), number(run.last(.testMSE)?.value),
      DurationText.words(run.seconds),
    ]
  }

  private static func number(_ value: Double?) -> String {
    value.map(ProgressText.number) ?? "-"
  }
}
