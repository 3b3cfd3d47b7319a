/// Metrics with a section of their own.
public struct MetricGroup: Codable, Hashable, Sendable {
  /// The words over it.
  public let heading: String
  /// What they are.
  public let summary: String
  /// The metrics; the last one tells whether a run has any of them.
  public let metrics: [MetricName]

  /// Makes a group.
  public init(_ heading: String, _ summary: String, _ metrics: [MetricName]) {
    self.heading = heading
    self.summary = summary
    self.metrics = metrics
  }
}
