extension RunResult {
  /// The value that stands for the run, with the epoch it is of: the last that was measured.
  ///
  /// A run that diverged has one only of its very last state: an older one is no outcome of what was
  /// tried. Others, until they are finished, may be some epochs past it.
  public func headline(_ name: MetricName) -> (epoch: Int, value: Double)? {
    guard let last = last(name) else { return nil }
    return state != .diverged || last.epoch == metrics.last?.epoch ? last : nil
  }

  /// The epoch that the headline values are of; `nil` where there are none.
  public var evaluatedEpoch: Int? { headline(.testMSE)?.epoch }

  /// The evaluated state with the least finite test MSE, the earliest of equal ones.
  public var best: (epoch: Int, testMSE: Double)? {
    var best: (epoch: Int, testMSE: Double)?
    for entry in metrics {
      guard let value = entry.metrics.first(where: { $0.name == .testMSE })?.value else { continue }
      if value.isFinite && value < best?.testMSE ?? .infinity { best = (entry.epoch, value) }
    }
    return best
  }
}
