import Experiments

/// A run of a sweep, on one line: without its values over the epochs and its pictures.
public struct RunListing: Codable, Hashable, Sendable {
  /// The sweep.
  public let sweep: String
  /// The run's id.
  public let id: String
  /// What people call it within the sweep.
  public let label: String
  /// Its seed.
  public let seed: Int
  /// What it is doing, or how it ended.
  public let state: RunState
  /// How often it was begun.
  public let attempts: Int
  /// Steps completed and measured so far: passes over the train set.
  public let epochs: Int
  /// The last values of the metrics that lists of its sweep show, as far as it has them.
  public let values: [ListedValue]
  /// Seconds of training, over all attempts.
  public let seconds: Double
  /// Why it failed or where it diverged; `nil` else.
  public let failure: String?
  /// The step that the headline's value is of; `nil` if there is none, or it diverged after it.
  public let evaluatedStep: Int?

  /// Makes a listing.
  public init(
    sweep: String, id: String, label: String, seed: Int, state: RunState, attempts: Int,
    epochs: Int, values: [ListedValue], seconds: Double, failure: String?, evaluatedStep: Int?
  ) {
    self.sweep = sweep
    self.id = id
    self.label = label
    self.seed = seed
    self.state = state
    self.attempts = attempts
    self.epochs = epochs
    self.values = values
    self.seconds = seconds
    self.failure = failure
    self.evaluatedStep = evaluatedStep
  }

  /// The last value of a metric that lists show; `nil` if there is none or it is not finite.
  public func value(_ name: MetricName) -> Double? { values.first { $0.name == name }?.value }
}
