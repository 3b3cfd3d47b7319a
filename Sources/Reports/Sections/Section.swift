import Experiments

/// A part of a report: a pure function of a sweep's results.
protocol Section: Sendable {
  /// The part's blocks; none where it has nothing to say.
  func blocks(of results: SweepResults) -> [Block]
}
