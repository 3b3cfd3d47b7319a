import Experiments

/// Two or more runs side by side: in what they differ, and what came out.
public struct Comparison: Sendable {
  private let runs: [RunResult]

  /// Compares runs, in this order; they may be of several sweeps.
  public init(_ runs: [RunResult]) {
    self.runs = runs
  }

  /// The comparison as plain text for a terminal.
  public var text: String { text(width: nil) }

  /// The same in so many columns; `nil` for any.
  public func text(width: Int?) -> String { PlainText.page(blocks, width: width) }

  /// The settings that differ, then the metrics: a row each, a column a run.
  var blocks: [Block] {
    let columns = [""] + runs.map { Table.Column.number($0.run.label) }
    let settings = differingSettings
    let same = Block.text("The runs have the same settings.")
    let different = Block.table(Table(columns, rows: settings.map(row)))
    return [
      settings.isEmpty ? same : different, .table(Table(columns, rows: outcomes.map(row))),
    ]
  }

  private var differingSettings: [(String, [String])] {
    let all = runs.map { Settings.all($0.run.configuration) }
    return (all.first ?? []).indices.compactMap { index in
      let texts = all.map { $0[index].text }
      return Set(texts).count > 1 ? (all[0][index].path, texts) : nil
    }
  }

  private var outcomes: [(String, [String])] {
    let metrics = MetricName.allCases.map { name in
      (name.rawValue, runs.map { headline(name, $0) })
    }
    return [
      ("run", runs.map { String($0.run.id.prefix(12)) }),
      ("state", runs.map(\.state.rawValue)),
      ("epoch", runs.map(\.progress)),
    ] + metrics + [
      ("median late test_mse", runs.map { NumberText.significant(median($0), 6) }),
      ("seconds", runs.map { NumberText.fixed($0.seconds, 1) }),
    ]
  }

  /// A value, with its epoch where the run is past it.
  private func headline(_ name: MetricName, _ run: RunResult) -> String {
    guard let (epoch, value) = run.headline(name) else { return NumberText.missing }
    let text = NumberText.significant(value, 6)
    return epoch == run.metrics.last?.epoch ? text : "\(text) (epoch \(epoch))"
  }

  private func median(_ run: RunResult) -> Double? {
    Statistics.median(LateEvaluations(of: run).test)
  }

  private func row(_ name: String, _ texts: [String]) -> [[Inline]] {
    [[.text(name)]] + texts.map { [.text($0)] }
  }
}
