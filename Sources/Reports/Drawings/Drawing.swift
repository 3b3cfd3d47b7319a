import Experiments
import Figures

/// Results as figures.
enum Drawing {
  /// The first 25 trajectories of the first test batch, five by five.
  static func groundTruth(_ truth: Panels) -> some Figure {
    TrajectoryGrid(panels: truth.trajectories.prefix(25).map { TrajectoryPanel(truth: $0) })
  }

  /// The same as a model gives them back, over the truth; where there is no truth, by themselves.
  static func reconstruction(_ panels: Panels, over truth: Panels?) -> some Figure {
    let shown = panels.trajectories.prefix(25).enumerated().map { index, trajectory in
      guard let truth, truth.trajectories.indices.contains(index) else {
        return TrajectoryPanel(truth: trajectory)
      }
      return TrajectoryPanel(truth: truth.trajectories[index], reconstruction: trajectory)
    }
    return TrajectoryGrid(panels: shown)
  }

  /// Train and test MSE of a run by epoch.
  static func loss(of run: RunResult) -> some Figure {
    let lines = [
      LineSeries(
        name: "train", color: 0, style: .dashed, points: points(run.metrics, .trainMSE)),
      LineSeries(name: "test", color: 0, points: points(run.metrics, .testMSE)),
    ]
    return chart(title: CleanText.short(run.run.label, 60), lines)
  }

  /// Test MSE of each group by epoch; of several seeds, the mean of those that finished, if any.
  ///
  /// - Precondition: at most ``mostLines`` groups, for which there are colours.
  static func testLoss(of groups: [RunGroup]) -> some Figure {
    precondition(groups.count <= mostLines, "Drawing: \(groups.count) lines, \(mostLines) colours")
    let lines = groups.enumerated().map { index, group in
      LineSeries(
        name: CleanText.short(group.label, 40), color: index, points: meanPoints(group, .testMSE))
    }
    return chart(title: "Test MSE", lines)
  }

  /// The most lines of one chart that can still be told apart.
  static let mostLines = 10

  private static func chart(title: String, _ lines: [LineSeries]) -> LineChart {
    LineChart(
      title: title, xLabel: "epoch", yLabel: "MSE", series: lines, yScale: .logarithmic)
  }

  private static func points(_ metrics: [EpochMetrics], _ name: MetricName) -> [Point] {
    metrics.compactMap { entry in
      entry.metrics.first { $0.name == name }.map { Point(x: Double(entry.epoch), y: $0.value) }
    }
  }

  /// The mean at the epochs where every run that counts has a value: a seed just begun would cut off
  /// the others' line.
  private static func meanPoints(_ group: RunGroup, _ name: MetricName) -> [Point] {
    let counted = group.finished.isEmpty ? group.runs : group.finished
    let begun = counted.map { points($0.metrics, name) }.filter { !$0.isEmpty }
    var byEpoch: [Double: [Double]] = [:]
    for point in begun.joined() { byEpoch[point.x, default: []].append(point.y) }
    return byEpoch.keys.sorted().compactMap { epoch in
      let values = byEpoch[epoch, default: []]
      guard values.count == begun.count, let mean = Statistics.mean(values) else { return nil }
      return Point(x: epoch, y: mean)
    }
  }
}
