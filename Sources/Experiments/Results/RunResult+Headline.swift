extension RunResult {
  /// The value that stands for the run, with the state it is of: the last that was measured.
  ///
  /// A run that diverged has one only of its very last state: an older one is no outcome of what was
  /// tried. Others, until they are finished, may be some states past it.
  public func headline(_ name: MetricName) -> (epoch: Int, value: Double)? {
    guard let last = last(name) else { return nil }
    return state != .diverged || last.epoch == metrics.last?.epoch ? last : nil
  }

  /// The state with the best finite value of a metric, the earliest of equal ones; `nil` where none of
  /// two is the better one.
  public func best(_ metric: MetricDeclaration) -> (step: Int, value: Double)? {
    var best: (step: Int, value: Double)?
    guard metric.better != .neither else { return nil }
    for entry in metrics {
      guard let value = entry.metrics.first(where: { $0.name == metric.name })?.value,
        value.isFinite
      else { continue }
      if best.map({ metric.better.prefers(value, to: $0.value) }) ?? true {
        best = (entry.epoch, value)
      }
    }
    return best
  }

  /// The metrics that it said and that nobody declared, ascending.
  public func undeclared(_ manifest: Manifest) -> Set<MetricName> {
    var names: Set<MetricName> = []
    for entry in metrics { for metric in entry.metrics { names.insert(metric.name) } }
    return names.subtracting(manifest.metrics.map(\.name))
  }
}
