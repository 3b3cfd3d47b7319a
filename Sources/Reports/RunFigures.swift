import Experiments
import Figures

/// The figures that lie in a run's own folder, under `save/`.
///
/// They show what the report's show; a run command draws them as a run reaches a figure epoch, and
/// again whenever asked, from stored values alone.
public enum RunFigures {
  /// All figures of a run: `figs/ground_truth.png`, `figs/cyc_<epoch>.png`, `figs/loss.png`.
  ///
  /// - Parameters:
  ///   - run: The run; its reconstructions and metrics are drawn, as many as there are.
  ///   - groundTruth: The first test batch; without it there is no `ground_truth.png`, and
  ///     reconstructions stand alone.
  /// - Returns: The files, relative to the run's folder; no `loss.png` of a run without an
  ///   evaluation.
  /// - Throws: `FigureError` if a figure cannot be made.
  public static func files(of run: RunResult, groundTruth: Panels?) throws -> [ReportFile] {
    var files = try groundTruth.map { [try self.groundTruth($0)] } ?? []
    for state in run.reconstructions {
      files.append(
        try reconstruction(epoch: state.epoch, state.panels, groundTruth: groundTruth))
    }
    if run.last(.testMSE) != nil { files.append(try lossChart(of: run)) }
    return files
  }

  /// `figs/ground_truth.png`.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  public static func groundTruth(_ truth: Panels) throws -> ReportFile {
    ReportFile(path: "figs/ground_truth.png", bytes: try png(of: Drawing.groundTruth(truth)))
  }

  /// `figs/cyc_<epoch>.png`: one state's reconstructions over the truth.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  public static func reconstruction(
    epoch: Int, _ panels: Panels, groundTruth: Panels?
  ) throws -> ReportFile {
    ReportFile(
      path: "figs/\(name(epoch: epoch))",
      bytes: try png(of: Drawing.reconstruction(panels, over: groundTruth)))
  }

  /// `figs/loss.png`: train and test MSE by epoch.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  public static func lossChart(of run: RunResult) throws -> ReportFile {
    ReportFile(path: "figs/\(loss)", bytes: try png(of: Drawing.loss(of: run)))
  }

  /// The name of a state's figure.
  static func name(epoch: Int) -> String { "cyc_\(epoch).png" }

  /// The name of the loss chart.
  static let loss = "loss.png"
}
