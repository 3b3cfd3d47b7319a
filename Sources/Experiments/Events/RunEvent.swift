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
