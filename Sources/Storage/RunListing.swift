import Experiments

/// A run of a sweep, on one line: without its values over the epochs and its pictures.
public struct RunListing: Codable, Hashable, Sendable {
  /// The sweep.
  public let sweep: String
  /// The run's id.
  public let id: String
  /// What people call it within the sweep.
  public let label: String
  /// `cnn`, `rnn`, `crnn` or `resrnn`.
  public let family: String
  /// `rnn`, `lstm` or `gru`; `cnn` where there is none.
  public let cell: String
  /// Its seed.
  public let seed: Int
  /// What it is doing, or how it ended.
  public let state: RunState
  /// How often it was begun.
  public let attempts: Int
  /// Epochs completed and measured so far.
  public let epochs: Int
  /// The train MSE of ``evaluatedEpoch``; `nil` if there is none or it is not finite.
  public let trainMSE: Double?
  /// The test MSE of ``evaluatedEpoch``; `nil` if there is none or it is not finite.
  public let testMSE: Double?
  /// Seconds of training, over all attempts.
  public let seconds: Double
  /// Why it failed or where it diverged; `nil` else.
  public let failure: String?
  /// The epoch that it was last evaluated at; `nil` if it was not, or diverged after it.
  public let evaluatedEpoch: Int?

  /// Makes a listing.
  public init(
    sweep: String, id: String, label: String, family: String, cell: String, seed: Int,
    state: RunState, attempts: Int, epochs: Int, trainMSE: Double?, testMSE: Double?,
    seconds: Double, failure: String?, evaluatedEpoch: Int?
  ) {
    self.sweep = sweep
    self.id = id
    self.label = label
    self.family = family
    self.cell = cell
    self.seed = seed
    self.state = state
    self.attempts = attempts
    self.epochs = epochs
    self.trainMSE = trainMSE
    self.testMSE = testMSE
    self.seconds = seconds
    self.failure = failure
    self.evaluatedEpoch = evaluatedEpoch
  }
}
