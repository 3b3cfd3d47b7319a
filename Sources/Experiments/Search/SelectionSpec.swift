/// Which configurations a spec wants chosen, and what is to be done with them.
public struct SelectionSpec: Hashable, Sendable {
  /// What they are compared by.
  public let metric: MetricName
  /// The paths of parameters each of whose combinations has a choice of its own; they are crossed,
  /// never sampled.
  public let per: [String]
  /// The seeds with which the chosen are run again, on all training data; `nil` for not at all.
  public let seeds: [Int]?

  /// The fact that counts for what is searched alone: the share of the training data to choose by.
  public static let factOfSearch = "dataset.validation"

  /// Makes a selection.
  public init(metric: MetricName, per: [String] = [], seeds: [Int]? = nil) {
    self.metric = metric
    self.per = per
    self.seeds = seeds
  }
}
