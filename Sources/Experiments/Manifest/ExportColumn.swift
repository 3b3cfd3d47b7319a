/// A column of an export: its name, and what of a run stands in it.
public struct ExportColumn: Codable, Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What stands in it.
  public let source: Source

  /// Makes a column.
  public init(_ name: String, _ source: Source) {
    self.name = name
    self.source = source
  }

  /// What of a run stands in a column.
  public enum Source: Codable, Hashable, Sendable {
    case sweep, id, label, seed, state, attempts, seconds, coreSeconds, work, failure, folder
    /// The value at a path.
    case value(String)
    /// The value at a path, or what stands for it in folders where it means nothing.
    case word(String)
    /// The last state that was measured, and that which the values are of.
    case lastStep, evaluatedStep
    /// The value that stands for the run.
    case metric(MetricName)
    /// The state with the best headline, and the headline there.
    case bestStep, best
    /// The last checkpoint's file, and its state.
    case checkpoint, checkpointStep
  }
}

extension Manifest {
  /// The columns of an export, in order: the trainer's own, or those of any.
  ///
  /// - Parameter others: Metrics that runs said and nobody declared.
  public func exportColumns(others: [MetricName] = []) -> [ExportColumn] {
    let unknown = others.map { ExportColumn(name(of: $0), .metric($0)) }
    if let export = words.export { return export + unknown }
    let parameters = settings.map { ExportColumn(name(of: $0), .value($0.path)) }
    let known = metrics.map { ExportColumn(name(of: $0.name), .metric($0.name)) }
    return head + parameters + progress + known + unknown + tail
  }

  /// The parameter's key, or its path where something else is called so.
  private func name(of parameter: ParameterDeclaration) -> String {
    let others = parameters.filter { $0.path != parameter.path }.map(\.key)
    let taken = others + usualColumns + metrics.map(\.name.rawValue)
    guard taken.contains(parameter.key) else { return parameter.key }
    return parameter.group.isEmpty ? "parameters.\(parameter.path)" : parameter.path
  }

  /// The metric's name, set apart where a column of every export is called so.
  private func name(of metric: MetricName) -> String {
    let taken = words.export?.map(\.name) ?? usualColumns
    return taken.contains(metric.rawValue) ? "metrics.\(metric.rawValue)" : metric.rawValue
  }

  private var usualColumns: [String] { (head + progress + tail).map(\.name) }

  private var head: [ExportColumn] {
    [
      ExportColumn("sweep", .sweep), ExportColumn("run_id", .id), ExportColumn("label", .label),
      ExportColumn("seed", .seed),
    ]
  }

  private var progress: [ExportColumn] {
    [
      ExportColumn("state", .state), ExportColumn("attempts", .attempts),
      ExportColumn("last_\(words.step)", .lastStep),
    ]
  }

  private var tail: [ExportColumn] {
    let best = headline.map { headline in
      [
        ExportColumn("best_\(words.step)", .bestStep),
        ExportColumn("best_\(headline.rawValue)", .best),
      ]
    }
    return [ExportColumn("seconds", .seconds), ExportColumn("failure", .failure)] + (best ?? []) + [
      ExportColumn("folder", .folder), ExportColumn("checkpoint", .checkpoint),
      ExportColumn("checkpoint_\(words.step)", .checkpointStep),
      ExportColumn("core_seconds", .coreSeconds),
    ]
  }
}
