/// A sentence that a spec wants answered: `cgru_ae beats crnn_ae on test_mae`.
public struct Claim: Hashable, Sendable {
  /// The label, without its seed, of the runs that should be better.
  public let better: String
  /// The label of those that should be worse.
  public let worse: String
  /// What they are compared by, by its declared direction.
  public let metric: MetricName

  /// Makes a claim.
  public init(_ better: String, beats worse: String, on metric: MetricName) {
    self.better = better
    self.worse = worse
    self.metric = metric
  }

  /// The claim as a spec has it.
  public var words: String { "\(better) beats \(worse) on \(metric.rawValue)" }
}
