import Experiments

/// Which pictures of a page belong together: the states of each run, in their order.
struct PagePictures {
  private let results: SweepResults

  /// Takes a sweep.
  init(_ results: SweepResults) { self.results = results }

  private struct Series {
    let title: String
    /// What of the run it shows; empty where there is one thing only.
    let name: String
    let states: [(step: Int, path: String)]
  }

  /// Writes `{"drawings": [...], "artifacts": [...]}`, each `{"run", "name", "steps", "paths"}`.
  func write(to json: inout PageJSON) {
    let runs = results.picturedRuns
    json.object([
      ("drawings", { Self.write(runs.map(drawings), to: &$0) }),
      ("artifacts", { Self.write(runs.flatMap(artifacts), to: &$0) }),
    ])
  }

  private func drawings(of run: RunResult) -> Series {
    Series(
      title: run.run.label, name: "",
      states: run.reconstructions.map { ($0.epoch, results.picture(of: $0, in: run).path) })
  }

  private func artifacts(of run: RunResult) -> [Series] {
    var names: [String] = []
    var states: [String: [(step: Int, path: String)]] = [:]
    for artifact in run.artifacts {
      guard let picture = run.picture(of: artifact) else { continue }
      if states[artifact.name] == nil { names.append(artifact.name) }
      states[artifact.name, default: []].append((artifact.step, picture.path))
    }
    return names.map { Series(title: run.run.label, name: $0, states: states[$0] ?? []) }
  }

  private static func write(_ series: [Series], to json: inout PageJSON) {
    json.list(series.filter { !$0.states.isEmpty }) { json, series in
      json.object([
        ("run", { $0.string(series.title) }), ("name", { $0.string(series.name) }),
        ("steps", { $0.wholes(series.states.map(\.step)) }),
        ("paths", { $0.strings(series.states.map(\.path)) }),
      ])
    }
  }
}
