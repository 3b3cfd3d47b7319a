import Experiments
import Files
import Foundation
import Reports

/// Draws the figures that lie in runs' folders, one after another, beside the events.
///
/// A figure that cannot be written stops no sweep: it is told, and drawn again at the end.
actor FigureWriter {
  private let folder: SafeFolder
  private let manifest: Manifest
  private var truths: [String: Panels] = [:]
  private var problems: [String] = []

  /// - Parameter manifest: What the runs' trainer declares.
  init(_ folder: SafeFolder, _ manifest: Manifest) {
    self.folder = folder
    self.manifest = manifest
  }

  /// Removes what a run that is to be run will draw otherwise: the loss chart, which ends too
  /// early, and where it begins from nothing all that another run left.
  ///
  /// Before anything runs: a sweep that is killed once the store has a run's end, and before its
  /// figures are drawn, must not find an old chart in the place of the one that is missing.
  func clear(_ planned: PlannedRun) {
    let figures = "\(planned.run.folder)/figs"
    let isNew = planned.checkpoints.isEmpty
    for name in folder.names(in: figures) {
      let isOld = isNew && Self.isOurs(name)
      if isOld || name == Self.loss { folder.remove("\(figures)/\(name)") }
    }
  }

  /// Draws what an event brings.
  func draw(_ event: RunEvent, of run: Run) {
    switch event {
    case .groundTruth(let truth):
      truths[run.id] = truth
      write(run) { try RunFigures.groundTruth(truth) }
    case .reconstruction(let epoch, let panels):
      // Whoever follows a run that began without it has not heard of the truth: drawn at the end, then.
      guard let truth = truths[run.id] else { return }
      write(run) { try RunFigures.reconstruction(epoch: epoch, panels, groundTruth: truth) }
    case .ended: truths[run.id] = nil
    case .started, .progress, .metrics, .artifact, .checkpoint, .obsolete, .warning, .cost: break
    }
  }

  /// Draws the loss chart and whatever a killed sweep left undrawn; removes what is another run's.
  func complete(_ result: RunResult, groundTruth: Panels?) {
    let run = result.run
    guard !result.reconstructions.isEmpty else { return }
    let present = Set(folder.names(in: "\(run.folder)/figs"))
    let wanted = result.reconstructions.map { "cyc_\($0.epoch).png" } + [Self.loss, Self.truth]
    for name in present where Self.isOurs(name) && !wanted.contains(name) {
      folder.remove("\(run.folder)/figs/\(name)")
    }
    if let groundTruth, !present.contains(Self.truth) {
      write(run) { try RunFigures.groundTruth(groundTruth) }
    }
    for state in result.reconstructions where !present.contains("cyc_\(state.epoch).png") {
      write(run) {
        try RunFigures.reconstruction(
          epoch: state.epoch, state.panels, groundTruth: groundTruth)
      }
    }
    let isMeasured = manifest.headline.flatMap { result.last($0) } != nil
    if isMeasured, !present.contains(Self.loss) {
      write(run) { try RunFigures.lossChart(of: result, manifest) }
    }
  }

  /// What could not be drawn or written.
  var complaints: [String] { problems }

  private static let loss = "loss.png"
  private static let truth = "ground_truth.png"

  /// Whether a file of `figs/` is one that this draws.
  static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".png") && (name.hasPrefix("cyc_") || name == loss || name == truth)
  }

  private func write(_ run: Run, _ draw: () throws -> ReportFile) {
    do {
      let file = try draw()
      try folder.write(file.bytes, to: "\(run.folder)/\(file.path)")
    } catch let error as FileError {
      problems.append("\(error)")
    } catch {
      problems.append("\(run.label): \(error)")
    }
  }
}
