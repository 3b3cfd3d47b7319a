import Experiments

/// What the table of results shows.
struct ResultsForm {
  /// The sweep.
  let results: SweepResults
  /// Its rows.
  let groups: [RunGroup]
  /// The metrics that have columns.
  let metrics: [MetricDeclaration]
  /// Those with a published figure beside them.
  let published: [MetricDeclaration]
  /// The headline, where runs have several late evaluations: their median has a column.
  let late: MetricDeclaration?
  /// Whether some row is of several seeds.
  let hasSeeds: Bool
  /// Whether rows have pictures.
  let isPictured: Bool
  private let best: String?

  /// Looks at a sweep.
  init(_ results: SweepResults) {
    self.results = results
    let manifest = results.sweep.manifest
    groups = results.groups
    metrics = manifest.columns.map(manifest.metric)
    let isPublished = manifest.words.isPublished
    published = metrics.filter { metric in
      isPublished || results.sweep.published.values.contains { $0[metric.name] != nil }
    }
    late = manifest.headline.map(manifest.metric).flatMap { [groups] metric in
      let isKept = groups.flatMap(\.finished).contains {
        LateEvaluations(of: $0, manifest).values(metric.name).count > 1
      }
      return isKept ? metric : nil
    }
    hasSeeds = groups.contains { $0.runs.count > 1 }
    isPictured = groups.count <= SweepResults.mostFigures
    // Where labels tell kinds of runs apart, no one is the best of all.
    let headline = manifest.labels.isEmpty ? manifest.headline.map(manifest.metric) : nil
    best = headline.flatMap { [groups] in Self.best(of: groups, $0).map { groups[$0].label } }
  }

  /// What the trainer declares.
  var manifest: Manifest { results.sweep.manifest }
  /// Its words.
  var words: ReportWords { manifest.words }

  /// Whether a row's value is the best of several.
  func isBest(_ group: RunGroup, _ metric: MetricDeclaration) -> Bool {
    metric.name == manifest.headline && group.label == best
  }

  /// The place of the best finite mean, of equal ones the first; `nil` where there are no two.
  static func best(of groups: [RunGroup], _ metric: MetricDeclaration) -> Int? {
    var best: (place: Int, value: Double)?
    var count = 0
    guard metric.better != .neither else { return nil }
    for (place, group) in groups.enumerated() {
      guard let value = group.mean(metric.name), value.isFinite else { continue }
      count += 1
      if best.map({ metric.better.prefers(value, to: $0.value) }) ?? true { best = (place, value) }
    }
    return count > 1 ? best?.place : nil
  }
}

/// What stands above the table of results.
struct ResultsWords {
  private let form: ResultsForm

  /// Takes what the table shows.
  init(_ form: ResultsForm) { self.form = form }

  /// All of it.
  var text: String {
    let hasPlots = form.words.drawings != nil
    return (form.words.results ?? general) + late
      + (form.hasSeeds
        ? " Of several seeds: mean ± sample standard deviation of those that finished." : "")
      + (form.hasSeeds && form.isPictured && hasPlots
        ? " Plots show the first seed that finished." : "")
      + (form.isPictured || !hasPlots
        ? "" : " More than \(SweepResults.mostFigures) rows: the plots of runs are left out.")
  }

  /// Which of two conventions is which: one evaluation, as is published, or the middle of several.
  private var late: String {
    guard let metric = form.late else { return "" }
    let begin = LateEvaluations.beginning(in: form.groups, form.manifest)
    return
      " One evaluation is noisy, so the late median stands beside it: that of \(metric.inText) "
      + "over the last 13.3 % of the \(form.words.steps)\(begin)."
  }

  private var general: String {
    guard !form.metrics.isEmpty else { return "The program declares no metrics." }
    let directions = form.metrics.compactMap { metric -> String? in
      switch metric.better {
      case .lower, .higher: "\(metric.title): \(metric.better.rawValue) is better"
      case .neither: nil
      }
    }
    let last = "The last values that each run gave."
    return directions.isEmpty ? last : "\(last) \(directions.joined(separator: "; "))."
  }
}
