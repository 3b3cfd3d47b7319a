import Experiments

/// Two or more runs side by side: in what they differ, and what came out.
public struct Comparison: Sendable {
  private let runs: [(manifest: Manifest, result: RunResult)]

  /// Compares runs, in this order.
  ///
  /// - Parameter runs: Each with what its trainer declares; they may be of several sweeps.
  public init(_ runs: [(manifest: Manifest, result: RunResult)]) {
    self.runs = runs
  }

  /// The comparison as plain text for a terminal.
  public var text: String { text(width: nil) }

  /// The same in so many columns; `nil` for any.
  public func text(width: Int?) -> String { PlainText.page(blocks, width: width) }

  /// The settings that differ, then the metrics: a row each, a column a run.
  var blocks: [Block] {
    let columns = [""] + runs.map { Table.Column.number($0.result.run.label) }
    let settings = differingSettings
    let same = Block.text("The runs have the same settings.")
    let different = Block.table(Table(columns, rows: settings.map(row)))
    return [
      settings.isEmpty ? same : different, .table(Table(columns, rows: outcomes.map(row))),
    ]
  }

  private var differingSettings: [(String, [String])] {
    let all = runs.map { run in
      ParameterTexts(manifest: run.manifest).all(run.result.run.configuration)
    }
    return inOrder(all.map { $0.map(\.path) }).compactMap { path in
      let texts = all.map { $0.first { $0.path == path }?.text ?? NumberText.missing }
      return Set(texts).count > 1 ? (path, texts) : nil
    }
  }

  private var outcomes: [(String, [String])] {
    let names = inOrder(
      runs.map { run in
        run.manifest.shownMetrics(
          of: runs.filter { $0.manifest == run.manifest }.map(\.result))
      })
    let metrics = names.map { name in
      (name.rawValue, runs.map { headline(name, $0.result, $0.manifest) })
    }
    let steps = inOrder(runs.map { [$0.manifest.words.step] })
    return [
      ("run", runs.map { String($0.result.run.id.prefix(12)) }),
      ("state", runs.map(\.result.state.rawValue)),
      (steps.joined(separator: " or "), runs.map { $0.result.progress($0.manifest) }),
    ] + metrics + medians + [
      ("seconds", runs.map { NumberText.fixed($0.result.seconds, 1) })
    ]
  }

  /// Where trainers have a schedule of evaluations, the median of the late ones.
  private var medians: [(String, [String])] {
    let headlines = runs.map { run in
      LateEvaluations.areKept(by: run.manifest) ? run.manifest.headline.map { [$0] } ?? [] : []
    }
    return inOrder(headlines).map { name in
      let medians = runs.map { run in
        LateEvaluations(of: run.result, run.manifest).median(name)
      }
      return ("median late \(name.rawValue)", medians.map { NumberText.significant($0, 6) })
    }
  }

  /// A value, with its state where the run is past it.
  private func headline(_ name: MetricName, _ run: RunResult, _ manifest: Manifest) -> String {
    guard let (step, value) = run.headline(name) else { return NumberText.missing }
    let text = NumberText.significant(value, 6)
    return step == run.metrics.last?.epoch ? text : "\(text) (\(manifest.words.step) \(step))"
  }

  /// All of several lists, each once, in the order in which they come first.
  private func inOrder<Name: Hashable>(_ lists: [[Name]]) -> [Name] {
    var seen: Set<Name> = []
    return lists.joined().filter { seen.insert($0).inserted }
  }

  private func row(_ name: String, _ texts: [String]) -> [[Inline]] {
    [[.text(name)]] + texts.map { [.text($0)] }
  }
}
