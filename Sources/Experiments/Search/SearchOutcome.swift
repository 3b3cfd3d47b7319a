/// What came out of a run, as far as a search looks at it.
public enum SearchOutcome: Hashable, Sendable {
  /// It has not come to its end.
  case waiting
  /// It failed, and is tried again when the sweep is run again.
  case failed
  /// It diverged: a result, and the worst one.
  case diverged
  /// It is finished, with these last values.
  case finished([MetricName: Double])

  /// What a state and a run's last values say.
  public init(_ state: RunState, _ values: [MetricName: Double]) {
    switch state {
    case .pending, .running, .interrupted: self = .waiting
    case .failed: self = .failed
    case .diverged: self = .diverged
    case .finished: self = .finished(values)
    }
  }

  /// The value of a metric; not a number where the run has none that counts.
  func value(_ metric: MetricName) -> Double {
    if case .finished(let values) = self { values[metric] ?? .nan } else { .nan }
  }
}
