import Experiments

/// What a page's script needs to draw, sort and choose: a sweep's values as JSON.
///
/// Last values are exact, those of curves have four digits. Names of parameters and metrics come
/// from the manifest; nothing here knows what was trained.
struct PageData {
  /// The most metrics that have curves.
  private static let mostMetrics = 64
  private let results: SweepResults
  private let groups: [RunGroup]
  private let metrics: [MetricDeclaration]

  /// Looks at a sweep.
  init(_ results: SweepResults) {
    self.results = results
    groups = results.groups
    let manifest = results.sweep.manifest
    let shown = manifest.shownMetrics(of: results.runs)
    let first = manifest.headline.map { [$0] } ?? []
    metrics = (first + shown.filter { !first.contains($0) }).prefix(Self.mostMetrics).map(
      manifest.metric)
  }

  /// The JSON, for a place within a page.
  var text: String {
    let manifest = results.sweep.manifest
    var json = PageJSON()
    json.object([
      ("sweep", { $0.string(results.sweep.name) }),
      ("step", { $0.string(manifest.words.step) }),
      ("steps", { $0.string(manifest.words.steps) }),
      ("headline", { $0.whole(manifest.headline == nil ? nil : 0) }),
      ("metrics", write(metrics:)),
      ("groups", { $0.strings(groups.map(\.label)) }),
      ("runs", write(runs:)),
      ("parameters", { PageSettings(results, groups).write(to: &$0) }),
      ("curves", { PageCurves(runs, metrics.map(\.name)).write(to: &$0) }),
      ("pictures", { PagePictures(results).write(to: &$0) }),
    ])
    return json.forPage
  }

  /// The runs, those of a group one after another.
  private var runs: [RunResult] { groups.flatMap(\.runs) }

  private func write(metrics json: inout PageJSON) {
    json.list(metrics) { json, metric in
      json.object([
        ("name", { $0.string(metric.name.rawValue) }), ("title", { $0.string(metric.title) }),
        ("quantity", { $0.string(metric.quantity) }),
        ("better", { $0.string(metric.better.rawValue) }),
        ("chart", { $0.string("figures/\(FileName.of(metric.name.rawValue)).png") }),
      ])
    }
  }

  private func write(runs json: inout PageJSON) {
    let runs = runs
    let places = groups.enumerated().flatMap { place, group in group.runs.map { _ in place } }
    let last = runs.map(LastValues.init)
    json.object([
      ("label", { $0.strings(runs.map(\.run.label)) }),
      ("id", { $0.strings(runs.map(\.run.id)) }),
      ("seed", { $0.wholes(runs.map(\.run.configuration.seed)) }),
      ("state", { $0.strings(runs.map(\.state.rawValue)) }),
      ("group", { $0.wholes(places) }),
      (
        "last",
        { json in
          json.list(metrics) { json, metric in
            json.list(last) { $0.exact($1[metric.name]) }
          }
        }
      ),
    ])
  }
}

/// The last value of each metric of a run.
private struct LastValues {
  private var values: [MetricName: Double] = [:]

  init(_ run: RunResult) {
    for entry in run.metrics {
      for metric in entry.metrics { values[metric.name] = metric.value }
    }
  }

  subscript(name: MetricName) -> Double? { values[name] }
}
