/// How far one run of a store has come.
public struct StoredRun: Hashable, Sendable {
  /// The run's id.
  public let id: String
  /// What it trains; tells which other runs may go on from it.
  public let configuration: Configuration
  /// What it is doing, or how it ended; `running` only while a living sweep holds the store.
  public let state: RunState
  /// How often it was begun.
  public let attempts: Int
  /// Its checkpoints, newest first.
  public let checkpoints: [Checkpoint]
  /// Seconds of training so far.
  public let seconds: Double
  /// Sequences trained in those seconds.
  public let sequences: Int
  /// Why it failed; `nil` else.
  public let failure: String?

  /// Makes a run's reading.
  public init(
    id: String, configuration: Configuration, state: RunState, attempts: Int,
    checkpoints: [Checkpoint], seconds: Double, sequences: Int, failure: String?
  ) {
    self.id = id
    self.configuration = configuration
    self.state = state
    self.attempts = attempts
    self.checkpoints = checkpoints
    self.seconds = seconds
    self.sequences = sequences
    self.failure = failure
  }
}
