/// The chart of all runs' headline, and one of each run.
public struct CurveWords: Codable, Hashable, Sendable {
  /// The words over the charts.
  public let heading: String
  /// What the first one shows.
  public let summary: String
  /// The metrics of a run's own chart.
  public let metrics: [MetricName]
  /// What that chart shows: `Train and test loss`.
  public let title: String
  /// What all the runs' charts show: `Each run, train and test`.
  public let each: String

  /// Makes words.
  public init(
    _ heading: String, _ summary: String, metrics: [MetricName], title: String, each: String
  ) {
    self.heading = heading
    self.summary = summary
    self.metrics = metrics
    self.title = title
    self.each = each
  }
}
