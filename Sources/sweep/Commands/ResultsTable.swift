import Experiments
import Reports
import Running

/// A sweep's runs as a table for a terminal.
struct ResultsTable {
  /// The table; ends with a line feed.
  let text: String

  init(_ results: SweepResults) {
    let (shown, manifest) = (results.runs.prefix(200), results.sweep.manifest)
    let columns = manifest.columns
    let table = TextTable(
      header: ["run", "state", manifest.unit] + columns.map { manifest.metric($0).heading } + [
        "time"
      ],
      rows: shown.map { Self.row($0, manifest) },
      alignments: [.left, .left, .right] + columns.map { _ in .right } + [.right],
      fits: [.shorten(to: 12), .whole, .drop(2)]
        + columns.map { $0 == manifest.headline ? .whole : .drop(1) } + [.drop(3)])
    let rest = results.runs.count - shown.count
    text = table.render(width: Console.dataWidth) + (rest > 0 ? "and \(rest) more\n" : "")
  }

  private static func row(_ run: RunResult, _ manifest: Manifest) -> [String] {
    [run.run.label, run.state.rawValue, run.metrics.last.map { "\($0.epoch)" } ?? "-"]
      + manifest.columns.map { number($0, of: run, manifest) } + [DurationText.words(run.seconds)]
  }

  private static func number(
    _ name: MetricName, of run: RunResult, _ manifest: Manifest
  ) -> String {
    let headline = run.headline(name)
    return ProgressText.headline(
      headline?.value, of: headline?.epoch, at: run.metrics.last?.epoch, unit: manifest.unit)
  }
}
