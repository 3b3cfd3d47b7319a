/// One run and what came out of it.
public struct RunResult: Codable, Hashable, Sendable {
  /// The run.
  public let run: Run
  /// What it is doing, or how it ended.
  public let state: RunState
  /// How often it was begun.
  public let attempts: Int
  /// Measured values, by state, ascending.
  public let metrics: [EpochMetrics]
  /// Reconstructions of the first test batch, by state, ascending.
  public let reconstructions: [EpochPanels]
  /// Pictures and texts that it made, by step and name.
  public let artifacts: [Artifact]
  /// Checkpoint files that exist, ascending.
  public let checkpoints: [Checkpoint]
  /// Seconds of training over all attempts; monotonic clock.
  public let seconds: Double
  /// Sequences trained in those seconds.
  public let sequences: Int
  /// Why it failed or where it diverged, in words; `nil` else.
  public let failure: String?
  /// On what its last attempt ran; `nil` if never begun.
  public let environment: Environment?
  /// Seconds of a core over all attempts; `nil` where an attempt did not measure them.
  public let coreSeconds: Double?
  /// Whether it came out the same when it was trained again; `nil` if nobody did.
  public let attested: Bool?
  /// The step in which it diverged; `nil` where it did not, or that is not known.
  public let divergedAt: Int?

  /// Makes a result.
  public init(
    run: Run, state: RunState, attempts: Int, metrics: [EpochMetrics],
    reconstructions: [EpochPanels], artifacts: [Artifact] = [], checkpoints: [Checkpoint],
    seconds: Double, sequences: Int, failure: String?, environment: Environment?,
    coreSeconds: Double? = nil, attested: Bool? = nil,
    divergedAt: Int? = nil
  ) {
    self.run = run
    self.state = state
    self.attempts = attempts
    self.metrics = metrics
    self.reconstructions = reconstructions
    self.artifacts = artifacts
    self.checkpoints = checkpoints
    self.seconds = seconds
    self.sequences = sequences
    self.failure = failure
    self.environment = environment
    self.coreSeconds = coreSeconds
    self.attested = attested
    self.divergedAt = divergedAt
  }

  /// The last value of a metric, with its epoch.
  public func last(_ name: MetricName) -> (epoch: Int, value: Double)? {
    for entry in metrics.reversed() {
      if let metric = entry.metrics.first(where: { $0.name == name }) {
        return (entry.epoch, metric.value)
      }
    }
    return nil
  }
}
