import Experiments

/// Results as a folder that TensorBoard reads: a folder a run with one event file.
///
/// Values are rounded to single precision, which TensorBoard's scalars have.
public enum TensorBoard {
  /// What every file is called: TensorBoard looks for the middle, and the end says that it is ours.
  public static let fileName = "events.out.tfevents.0000000000.sweep"

  /// The files of some sweeps; made one by one as they are taken.
  ///
  /// - Parameters:
  ///   - sweeps: The results.
  ///   - areApart: Whether each sweep has a folder of its own around those of its runs.
  /// - Returns: The files, by path below the folder. A run's folder is called by its label, as far as
  ///   that is harmless; runs that no sweep lists by label and id.
  public static func files(
    of sweeps: [SweepResults], areApart: Bool
  ) -> some Sequence<ReportFile> {
    sweeps.lazy.flatMap { sweep in
      sweep.runs.lazy.map { run in
        let folder = (areApart ? "\(sweepFolder(sweep))/" : "") + runFolder(run, sweep)
        let file = EventFile(run, settings: settings(of: run, in: sweep))
        return ReportFile(path: "\(folder)/\(fileName)", bytes: file.bytes)
      }
    }
  }

  // No sweep's name begins so.
  private static func sweepFolder(_ sweep: SweepResults) -> String {
    sweep.sweep.name.isEmpty ? "_unlisted" : FileName.of(sweep.sweep.name)
  }

  private static func runFolder(_ run: RunResult, _ sweep: SweepResults) -> String {
    let id = run.run.id
    return sweep.sweep.name.isEmpty
      ? FileName.of("\(run.run.label)-\(id.prefix(12))") : FileName.of(label: run.run.label, id: id)
  }

  private static func settings(
    of run: RunResult, in sweep: SweepResults
  ) -> [(name: String, value: Value)] {
    Export.columns(of: sweep).compactMap { column -> (name: String, value: Value)? in
      switch column.source {
      case .seed: return (column.name, .whole(run.run.configuration.seed))
      case .value, .word:
        let value = Export.value(column.source, sweep, run)
        if case .value(let value?) = value, value != .null { return (column.name, value) }
        if case .text(let text?) = value { return (column.name, .text(text)) }
        return nil
      case .sweep, .id, .label, .state, .attempts, .seconds, .coreSeconds, .work, .failure, .folder,
        .lastStep, .evaluatedStep, .metric, .bestStep, .best, .checkpoint, .checkpointStep:
        return nil
      }
    }.sorted { $0.name < $1.name }
  }
}
