/// One run of a plan, with what is to be done about it and why.
public struct PlannedRun: Hashable, Sendable {
  /// The run.
  public let run: Run
  /// What is to be done.
  public let decision: Decision
  /// Checkpoints to go on from, newest first; empty to start from nothing.
  public let checkpoints: [Checkpoint]
  /// The stored run of fewer epochs whose checkpoints these are, where it is another one.
  public let continues: String?

  /// Makes a planned run.
  public init(run: Run, decision: Decision, checkpoints: [Checkpoint], continues: String?) {
    self.run = run
    self.decision = decision
    self.checkpoints = checkpoints
    self.continues = continues
  }

  /// What is to be done about a run, and why.
  public enum Decision: Hashable, Sendable {
    /// It would run: never begun.
    case new
    /// It would go on: stopped or killed at this state.
    case resume(epoch: Int, batch: Int)
    /// It would go on from a stored run that differs only by fewer epochs.
    case extend(from: String, epoch: Int)
    /// It would run again: it failed for this reason.
    case retry(failure: String)
    /// It would run again: asked for by `--rerun`.
    case rerun
    /// It would not run: it is finished.
    case finished
    /// It would not run: it diverged, which is a result.
    case diverged
    /// It failed, and its search went on without it.
    case leftFailed(failure: String)

    /// Whether the run is to be run.
    public var runs: Bool {
      switch self {
      case .new, .resume, .extend, .retry, .rerun: true
      case .finished, .diverged, .leftFailed: false
      }
    }
  }
}
