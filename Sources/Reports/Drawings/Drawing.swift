import Experiments
import Figures

/// Results as figures.
enum Drawing {
  /// The first 25 trajectories of the first test batch, five by five.
  static func groundTruth(_ truth: Panels) -> some Figure {
    TrajectoryGrid(
      panels: truth.trajectories.prefix(25).map {
        TrajectoryPanel(truth: $0, channels: truth.channels)
      })
  }

  /// The same as a model gives them back, over the truth; where there is no truth, by themselves.
  static func reconstruction(_ panels: Panels, over truth: Panels?) -> some Figure {
    let shown = panels.trajectories.prefix(25).enumerated().map { index, trajectory in
      guard let truth, truth.channels == panels.channels,
        truth.trajectories.indices.contains(index)
      else { return TrajectoryPanel(truth: trajectory, channels: panels.channels) }
      return TrajectoryPanel(
        truth: truth.trajectories[index], reconstruction: trajectory, channels: panels.channels)
    }
    return TrajectoryGrid(panels: shown)
  }

  /// Some metrics of a run by state; the last one stands out.
  static func curves(_ names: [MetricName], of run: RunResult, _ manifest: Manifest) -> some Figure
  {
    let lines = names.map { name in
      LineSeries(
        name: manifest.metric(name).short, color: 0, style: name == names.last ? .solid : .dashed,
        points: points(run.curve(name)))
    }
    let metric = names.last.map(manifest.metric)
    return chart(title: CleanText.short(run.run.label, 60), metric, lines, manifest)
  }

  /// A metric of each group by state; of several seeds, the mean of those that finished, if any.
  ///
  /// - Precondition: at most ``mostLines`` groups, for which there are colours.
  static func curve(
    _ metric: MetricDeclaration, of groups: [RunGroup], _ manifest: Manifest
  ) -> some Figure {
    precondition(groups.count <= mostLines, "Drawing: \(groups.count) lines, \(mostLines) colours")
    let lines = groups.enumerated().map { index, group in
      LineSeries(
        name: CleanText.short(group.label, 40), color: index,
        points: points(group.means(metric.name)))
    }
    return chart(title: metric.title, metric, lines, manifest)
  }

  /// The most lines of one chart that can still be told apart.
  static let mostLines = 10

  private static func chart(
    title: String, _ metric: MetricDeclaration?, _ lines: [LineSeries], _ manifest: Manifest
  ) -> LineChart {
    LineChart(
      title: title, xLabel: manifest.words.step, yLabel: metric?.quantity ?? "", series: lines,
      yScale: scale(of: metric, lines))
  }

  /// An error falls by ratios, so it has an axis of them, unless it is not always above 0.
  static func scale(of metric: MetricDeclaration?, _ lines: [LineSeries]) -> LineChart.Scale {
    let values = lines.flatMap(\.points).map(\.y).filter(\.isFinite)
    let isError = metric?.better == .lower && values.allSatisfy { $0 > 0 }
    return isError ? .logarithmic : .linear
  }

  private static func points(_ curve: [(epoch: Int, value: Double)]) -> [Point] {
    curve.map { Point(x: Double($0.epoch), y: $0.value) }
  }
}
