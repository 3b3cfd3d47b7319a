import Experiments

/// A whole store at one moment, in numbers.
public struct StoreStatus: Sendable {
  /// Its sweeps, in the order they first came.
  public let sweeps: [SweepSummary]
  /// What the sweeps' trainers declare, by the sweeps' names.
  public let manifests: [String: Manifest]
  /// Runs that run.
  public let running: [RunListing]
  /// How far those have come, by id.
  public let progress: [String: RunningProgress]
  /// Runs that failed.
  public let failed: [RunListing]
  /// The kinds of the runs that run, by id.
  public let kinds: [String: RunKind]
  /// What runs have cost so far, by kind; empty where nothing is left to run.
  public let costs: [KindCost]
}

/// How far a run that is on has come, as far as the store knows.
public struct RunningProgress: Hashable, Sendable {
  /// When its attempt began, in seconds since 1970 by the wall clock.
  public let started: Int
  /// Passes completed where it began.
  public let firstEpoch: Int
  /// The last value of the metric that its trainer declares first.
  public let first: EpochValue?
  /// The last values of the headline, the oldest first.
  public let headlines: [EpochValue]

  /// The last value of the headline.
  public var headline: EpochValue? { headlines.last }
}

/// A value, and the state that it is of.
public struct EpochValue: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// The value.
  public let value: Double
}
