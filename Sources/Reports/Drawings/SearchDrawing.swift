import Experiments
import Figures

/// Figures of searches.
enum SearchDrawing {
  /// What trials gave, in their order, and the best so far of those that went to the end.
  static func progress(_ search: SearchReading, _ metric: MetricDeclaration) -> some Figure {
    let groups = search.rounds.space.crossed.indices.prefix(Drawing.mostLines)
    let early = search.trials.filter { $0.end != .finished && groups.contains($0.trial.group) }
    let lines = groups.flatMap { Self.lines(of: $0, search, metric) }
    return chart(
      [dots("stopped early", early, color: 9, along: number)] + lines, metric, xLabel: "trial")
  }

  /// What values of a parameter gave.
  static func marginal(
    _ path: String, _ scale: LineChart.Scale, _ search: SearchReading, _ metric: MetricDeclaration
  ) -> some Figure {
    let place = { (trial: TrialReading) in trial.trial.chosen[path]?.double ?? .nan }
    let whole = search.trials.filter { $0.end == .finished }
    let early = search.trials.filter { $0.end != .finished }
    let series = [
      dots("stopped early", early, color: 9, along: place),
      dots("to the end", whole, color: 0, along: place),
    ]
    return chart(series, metric, xLabel: path, scale)
  }

  private static func lines(
    of group: Int, _ search: SearchReading, _ metric: MetricDeclaration
  ) -> [LineSeries] {
    let trials = search.trials.filter { $0.trial.group == group && $0.end == .finished }
    let name = search.hasGroups ? CleanText.short(search.group(group), 40) : nil
    var best: Double?
    let points = trials.filter(\.value.isFinite).map { trial in
      let isBetter = best.map { metric.better.prefers(trial.value, to: $0) } ?? true
      let value = isBetter ? trial.value : best ?? trial.value
      best = value
      return Point(x: number(trial), y: value)
    }
    return [
      dots("to the end", trials, color: group, group: name, along: number),
      LineSeries(
        name: "best so far", group: name, color: search.hasGroups ? group : 1,
        points: steps(points, until: search.trials.map(number).max())),
    ]
  }

  /// Level until the next is better; and to the last trial.
  private static func steps(_ points: [Point], until end: Double?) -> [Point] {
    var steps: [Point] = []
    for point in points {
      if let last = steps.last { steps.append(Point(x: point.x, y: last.y)) }
      steps.append(point)
    }
    if let last = steps.last, let end, end > last.x { steps.append(Point(x: end, y: last.y)) }
    return steps
  }

  private static func dots(
    _ name: String, _ trials: [TrialReading], color: Int, group: String? = nil,
    along: (TrialReading) -> Double
  ) -> LineSeries {
    LineSeries(
      name: name, group: group, color: color, style: .dots,
      points: trials.filter(\.value.isFinite).map { Point(x: along($0), y: $0.value) })
  }

  private static func number(_ trial: TrialReading) -> Double { Double(trial.trial.number + 1) }

  private static func chart(
    _ series: [LineSeries], _ metric: MetricDeclaration, xLabel: String,
    _ xScale: LineChart.Scale = .linear
  ) -> LineChart {
    let shown = series.filter { !$0.points.isEmpty }
    return LineChart(
      xLabel: xLabel, yLabel: metric.title, series: shown,
      yScale: Drawing.scale(of: metric, shown), xScale: xScale)
  }
}
