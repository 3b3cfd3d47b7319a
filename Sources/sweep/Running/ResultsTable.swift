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
      rows: shown.map(Self.row), alignments: [.left, .left, .right, .right, .right, .right],
      fits: [.shorten(to: 12), .whole, .drop(2), .drop(1), .whole, .drop(3)])
    let rest = results.runs.count - shown.count
    text = table.render(width: Console.dataWidth) + (rest > 0 ? "and \(rest) more\n" : "")
  }

  private static func row(_ run: RunResult) -> [String] {
    [
      run.run.label, run.state.rawValue, run.metrics.last.map { "\($0.epoch)" } ?? "-",
      number(.trainMSE, of: run), number(.testMSE, of: run),
      DurationText.words(run.seconds),
    ]
  }

  private static func number(_ name: MetricName, of run: RunResult) -> String {
    let headline = run.headline(name)
    return ProgressText.headline(
      headline?.value, of: headline?.epoch, at: run.metrics.last?.epoch)
  }
}
