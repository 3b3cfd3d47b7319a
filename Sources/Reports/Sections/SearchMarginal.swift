import Experiments
import Statistics

/// What a search says of one parameter: a chart of a stretch of numbers, a table of some values.
struct SearchMarginal {
  private let search: SearchReading
  private let axis: SearchAxis
  private let metric: MetricDeclaration

  /// Takes a parameter of a search.
  init(_ search: SearchReading, _ axis: SearchAxis, _ metric: MetricDeclaration) {
    (self.search, self.axis, self.metric) = (search, axis, metric)
  }

  /// The chart or the table.
  var blocks: [Block] {
    switch axis.domain {
    case .range(let range):
      switch range.scale {
      case .uniform: [.image(picture(isLogarithmic: false))]
      case .log: [.image(picture(isLogarithmic: true))]
      }
    case .values(let values): [.table(table(values))]
    }
  }

  private func picture(isLogarithmic: Bool) -> Picture {
    Picture(
      path: "figures/search-\(FileName.of(axis.path)).png",
      description: "\(metric.title) by \(axis.path)", width: nil,
      figure: SearchDrawing.marginal(
        axis.path, isLogarithmic ? .logarithmic : .linear, search, metric))
  }

  /// Of trials that went to the end, if any did: others have the values of shorter runs.
  private func table(_ values: [Value]) -> Table {
    let whole = search.trials.filter { $0.end == .finished && $0.value.isFinite }
    let used = whole.isEmpty ? search.trials.filter(\.value.isFinite) : whole
    let rows = values.map { value in
      let tried = search.trials.filter { self.value(of: $0) == value }
      let found = used.filter { self.value(of: $0) == value }.map(\.value)
      return [
        ParameterTexts.text(value), "\(tried.count)", "\(found.count)",
        NumberText.significant(best(found)), NumberText.significant(Summary(found).median),
      ].map { [Inline.text($0)] }
    }
    let counted = whole.isEmpty ? "With a value" : "To the end"
    return Table(
      [
        Table.Column(axis.paths.joined(separator: ", "), isNumeric: false), .number("Trials"),
        .number(counted), .number("Best \(metric.inText)"), .number("Median \(metric.inText)"),
      ], rows: rows)
  }

  private func value(of trial: TrialReading) -> Value? {
    let paths = axis.paths
    guard paths.count > 1 else { return trial.trial.chosen[axis.path] }
    let values = paths.compactMap { trial.trial.chosen[$0] }
    return values.count == paths.count ? .list(values) : nil
  }

  private func best(_ values: [Double]) -> Double? {
    metric.better == .higher ? values.max() : values.min()
  }
}
