import Experiments
import Figures

/// The figures that lie in a run's own folder, under `save/`.
///
/// They show what the report's show; a run command draws them as a run reaches a figure epoch, and
/// again whenever asked, from stored values alone.
public enum RunFigures {
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

  /// `figs/loss.png`: the metrics by epoch that a trainer shows of each run.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  public static func lossChart(of run: RunResult, _ manifest: Manifest) throws -> ReportFile {
    let metrics = manifest.words.curves?.metrics ?? manifest.columns
    let figure = Drawing.curves(metrics, of: run, manifest)
    return ReportFile(path: "figs/\(loss)", bytes: try png(of: figure))
  }

  /// The name of a state's figure.
  static func name(epoch: Int) -> String { "cyc_\(epoch).png" }

  /// The name of the loss chart.
  static let loss = "loss.png"
}
