import Experiments
import Figures

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
      description: "\(run.run.label) after \(state.epoch) \(sweep.manifest.words.steps)",
      width: width, figure: Drawing.reconstruction(state.panels, over: groundTruth))
  }

  /// A metric of some groups by state.
  func picture(of metric: MetricDeclaration, in groups: [RunGroup]) -> Picture {
    Picture(
      path: "figures/\(FileName.of(metric.name.rawValue)).png",
      description: "\(metric.title) by \(sweep.manifest.words.step)", width: nil,
      figure: Drawing.curve(metric, of: groups, sweep.manifest))
  }
}

extension RunResult {
  /// The chart of the run alone.
  func picture(_ curves: CurveWords, _ manifest: Manifest) -> Picture {
    Picture(
      path: "figures/\(figureFolder)/\(RunFigures.loss)",
      description: "\(curves.title) of \(run.label)", width: nil,
      figure: Drawing.curves(curves.metrics, of: self, manifest))
  }

  /// A picture that it made, as its bytes are; `nil` where they are none of a PNG file.
  func picture(of artifact: Artifact, width: Int? = nil) -> Picture? {
    guard Artifact.kind(of: artifact.content, file: artifact.file) == .png else { return nil }
    let name = "\(FileName.of(artifact.name))-\(artifact.step)"
    return Picture(
      path: "figures/\(figureFolder)/\(name).png",
      description: "\(artifact.name) of \(run.label), step \(artifact.step)", width: width,
      bytes: artifact.content)
  }

  /// The run's folder under `figures/`.
  fileprivate var figureFolder: String { FileName.of(label: run.label, id: run.id) }
}
