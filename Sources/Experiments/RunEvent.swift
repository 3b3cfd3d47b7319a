/// What happened in a run. A worker writes them as JSON lines (see ``WorkerProtocol``); the store
/// keeps all but `progress`.
public enum RunEvent: Hashable, Sendable {
  /// An attempt begins, from this state.
  case started(epoch: Int, batch: Int, environment: Environment)
  /// Where training is, for people watching; not stored.
  case progress(Progress)
  /// Values measured at a state.
  case metrics(epoch: Int, [Metric])
  /// The first test batch's trajectories, once per attempt, before any reconstruction.
  case groundTruth(Panels)
  /// The first test batch as the model of this state gives it back.
  case reconstruction(epoch: Int, Panels)
  /// A picture or a text that the run made.
  case artifact(Artifact)
  /// A checkpoint lies safely in its file. A worker names a temporary one, which the executor
  /// places: see `CheckpointPublisher`.
  case checkpoint(Checkpoint)
  /// Checkpoints' files that are no longer needed: their rows go, then whoever records removes them.
  /// Said by whoever records, never by a worker.
  case obsolete(files: [String])
  /// Something a person should know; the run goes on.
  case warning(String)
  /// What the attempt cost: seconds of a core, measured by its worker; right before its end. Workers
  /// of older versions did not say it.
  case cost(coreSeconds: Double)
  /// How the attempt ended. The last event of an attempt, exactly one; made or confirmed by the
  /// executor, which alone sees whether the worker is still alive.
  case ended(RunEnd)
}

/// How an attempt at a run ended.
public enum RunEnd: Hashable, Sendable {
  /// All epochs are done. `seconds` of this attempt, monotonic; `sequences` trained in it.
  case finished(seconds: Double, sequences: Int)
  /// The loss was NaN or infinite after this epoch's start; a result, never retried.
  case diverged(epoch: Int, seconds: Double, sequences: Int)
  /// Stopped when asked to; resumable.
  case interrupted(seconds: Double, sequences: Int)
  /// It went wrong.
  case failed(FailureReason)
}

/// Why a run failed.
public enum FailureReason: Hashable, Sendable {
  /// The worker ended by a signal. `log`: the last lines it wrote, where there are any.
  case crashed(signal: Int, log: String? = nil)
  /// The worker ended for want of memory: an allocation failed, or the kernel killed it.
  case outOfMemory(message: String)
  /// The worker ended by itself before it was done.
  case exited(code: Int)
  /// No progress for this long; it was killed.
  case timedOut(seconds: Double)
  /// The worker said what was wrong. `resource`: disk full or I/O error, so the sweep should stop.
  case error(message: String, resource: Bool)
  /// The program that trains ended otherwise than well. `how`: `exited with code 3`. `log`: the last
  /// lines that it wrote, where there are any.
  case program(how: String, log: String? = nil)
  /// The worker could not be started.
  case notStarted(message: String)
  /// The worker wrote what is not an event.
  case garbled(line: String)
}

/// Where a run is, while it trains.
public struct Progress: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Batches done of the next.
  public let batch: Int
  /// Batches in an epoch.
  public let batches: Int
  /// The last batch's loss; `nil` if not finite.
  public let loss: Double?
  /// Sequences trained per second, of late.
  public let sequencesPerSecond: Double
  /// How much of the whole run is done, 0 to 1, where it is known otherwise than by epochs.
  public let share: Double?

  enum CodingKeys: String, CodingKey {
    case batch, batches, loss, share
    case epoch = "step"
    case sequencesPerSecond = "rate"
  }

  /// Makes a progress mark.
  public init(
    epoch: Int, batch: Int, batches: Int, loss: Double?, sequencesPerSecond: Double,
    share: Double? = nil
  ) {
    self.epoch = epoch
    self.batch = batch
    self.batches = batches
    self.loss = loss
    self.sequencesPerSecond = sequencesPerSecond
    self.share = share
  }
}

/// On what an attempt ran.
public struct Environment: Codable, Hashable, Sendable {
  /// The product's version: `0.1.0`.
  public let version: String
  /// The product's commit, or `unknown`.
  public let commit: String
  /// The kernels' instruction set: `x86-64 AVX2+FMA`, `portable`.
  public let instructionSet: String
  /// The processor's name.
  public let processor: String
  /// Processors available.
  public let cores: Int
  /// The host's name.
  public let host: String
  /// Operating system and kernel.
  public let system: String

  /// Makes an environment's record.
  public init(
    version: String, commit: String, instructionSet: String, processor: String, cores: Int,
    host: String, system: String
  ) {
    self.version = version
    self.commit = commit
    self.instructionSet = instructionSet
    self.processor = processor
    self.cores = cores
    self.host = host
    self.system = system
  }
}
