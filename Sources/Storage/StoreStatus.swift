import Experiments

/// A whole store at one moment, in numbers.
public struct StoreStatus: Sendable {
  /// Its sweeps, in the order they first came.
  public let sweeps: [SweepSummary]
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
  /// Its last mean loss of an epoch.
  public let trainLoss: EpochValue?
  /// Its last test MSE.
  public let testMSE: EpochValue?
}

/// A value, and the state that it is of.
public struct EpochValue: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// The value.
  public let value: Double
}
