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

  /// Train and test MSE of a run by epoch.
  static func loss(of run: RunResult) -> some Figure {
    let lines = [
      LineSeries(
        name: "train", color: 0, style: .dashed, points: points(run.curve(.trainMSE))),
      LineSeries(name: "test", color: 0, points: points(run.curve(.testMSE))),
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
        name: CleanText.short(group.label, 40), color: index,
        points: points(group.means(.testMSE)))
    }
    return chart(title: "Test MSE", lines)
  }

  /// The most lines of one chart that can still be told apart.
  static let mostLines = 10

  private static func chart(title: String, _ lines: [LineSeries]) -> LineChart {
    LineChart(
      title: title, xLabel: "epoch", yLabel: "MSE", series: lines, yScale: .logarithmic)
  }

  private static func points(_ curve: [(epoch: Int, value: Double)]) -> [Point] {
    curve.map { Point(x: Double($0.epoch), y: $0.value) }
  }
}
