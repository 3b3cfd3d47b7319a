import Experiments

extension Manifest {
  /// The metrics that are listed of some runs: those that every run has, those that only some have
  /// where one of these does, and last what nobody declared.
  public func shownMetrics(of runs: [RunResult]) -> [MetricName] {
    let usual = Set(columns + words.groups.flatMap(\.metrics).filter { !isOptional($0) })
    let declared = metrics.filter { metric in
      metric.isOfEveryStep || usual.contains(metric.name)
        || runs.contains { $0.last(metric.name) != nil }
    }
    return declared.map(\.name) + undeclaredMetrics(of: runs)
  }

  /// The metrics that runs said and that nobody declared, ascending.
  public func undeclaredMetrics(of runs: [RunResult]) -> [MetricName] {
    runs.reduce(into: Set<MetricName>()) { $0.formUnion($1.undeclared(self)) }.sorted()
  }

  // A parameter of the same key asks for it.
  private func isOptional(_ name: MetricName) -> Bool {
    parameters.contains { $0.key == name.rawValue }
  }
}

extension SweepResults {
  /// The metrics that its runs said and that nobody declared, ascending.
  var undeclaredMetrics: [MetricName] { sweep.manifest.undeclaredMetrics(of: runs) }
}
