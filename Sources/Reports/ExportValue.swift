import Experiments

/// A value of an export.
enum ExportValue: Sendable {
  case text(String?)
  case whole(Int?)
  case number(Double?)
  case value(Value?)
}

extension Export {
  /// The columns of a row a run, in order.
  ///
  /// The values of metrics are of the last state that was evaluated, the best is the headline's,
  /// and the checkpoint lies below the save folder.
  static func columns(of sweep: SweepResults) -> [ExportColumn] {
    sweep.sweep.manifest.exportColumns(others: sweep.undeclaredMetrics)
  }

  /// What of a run stands in a column.
  static func value(
    _ source: ExportColumn.Source, _ sweep: SweepResults, _ run: RunResult
  ) -> ExportValue {
    switch source {
    case .sweep: .text(sweep.sweep.name)
    case .id: .text(run.run.id)
    case .label: .text(run.run.label)
    case .seed: .whole(run.run.configuration.seed)
    case .state: .text(run.state.rawValue)
    case .attempts: .whole(run.attempts)
    case .seconds: .number(run.seconds)
    case .coreSeconds: .number(run.coreSeconds)
    case .work: .whole(run.sequences)
    case .failure: .text(run.failure)
    case .folder: .text(run.run.folder)
    case .value(let path): .value(run.run[path] ?? sweep.sweep.manifest.parameter(path)?.neutral)
    case .word(let path): word(path, sweep.sweep.manifest, run)
    case .lastStep: .whole(run.metrics.last?.epoch)
    case .evaluatedStep: .whole(headline(sweep).flatMap { run.headline($0.name)?.epoch })
    case .metric(let name): .number(run.headline(name)?.value)
    case .bestStep: .whole(headline(sweep).flatMap { run.best($0)?.step })
    case .best: .number(headline(sweep).flatMap { run.best($0)?.value })
    case .checkpoint: .text(run.checkpoints.last?.file)
    case .checkpointStep: .whole(run.checkpoints.last?.epoch)
    }
  }

  private static func headline(_ sweep: SweepResults) -> MetricDeclaration? {
    sweep.sweep.manifest.headline.map(sweep.sweep.manifest.metric)
  }

  private static func word(_ path: String, _ manifest: Manifest, _ run: RunResult) -> ExportValue {
    run.run[path].map { .value($0) } ?? .text(manifest.parameter(path)?.absent)
  }
}

/// JSON written by hand where order and form matter.
enum JSONText {
  /// A string with its quotes; control characters escaped.
  static func string(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }
}
