import Experiments

/// A whole store at one moment, in numbers.
public struct StoreStatus: Sendable {
  /// Its sweeps, in the order they first came.
  public let sweeps: [SweepSummary]
  /// Runs that run.
  public let running: [RunListing]
  /// Runs that failed.
  public let failed: [RunListing]
  /// The kinds of the runs that run, by id.
  public let kinds: [String: RunKind]
  /// What runs have cost so far, by kind; empty where nothing is left to run.
  public let costs: [KindCost]
}
