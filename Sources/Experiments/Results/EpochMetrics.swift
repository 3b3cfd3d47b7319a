/// The values of one state.
public struct EpochMetrics: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Its values, in `MetricName`'s order.
  public let metrics: [Metric]

  /// Makes an entry.
  public init(epoch: Int, metrics: [Metric]) {
    self.epoch = epoch
    self.metrics = metrics
  }
}
