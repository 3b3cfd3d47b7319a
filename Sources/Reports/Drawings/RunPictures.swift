import Experiments

extension SweepResults {
  /// The most groups whose figures a report draws; a larger sweep gets numbers and one chart.
  static let mostFigures = 64

  /// The runs whose figures the report shows, one a group; none in a sweep of too many.
  var picturedRuns: [RunResult] {
    let groups = groups
    return groups.count > Self.mostFigures ? [] : groups.map(\.shown)
  }

  /// The first test batch as it is.
  func groundTruthPicture(width: Int? = nil) -> Picture? {
    groundTruth.map { truth in
      Picture(
        path: "figures/ground_truth.png", description: "Ground truth", width: width,
        figure: Drawing.groundTruth(truth))
    }
  }

  /// The first test batch as a run gives it back in a state.
  func picture(of state: EpochPanels, in run: RunResult, width: Int? = nil) -> Picture {
    Picture(
      path: "figures/\(run.figureFolder)/\(RunFigures.name(epoch: state.epoch))",
      description: "\(run.run.label) after \(state.epoch) epochs", width: width,
      figure: Drawing.reconstruction(state.panels, over: groundTruth))
  }
}

extension RunResult {
  /// Train and test MSE by epoch.
  var lossPicture: Picture {
    Picture(
      path: "figures/\(figureFolder)/\(RunFigures.loss)",
      description: "Train and test MSE of \(run.label)", width: nil,
      figure: Drawing.loss(of: self))
  }

  /// The run's folder under `figures/`.
  fileprivate var figureFolder: String { FileName.of(label: run.label, id: run.id) }
}
