import Experiments

/// Where attempts at runs are carried out: worker processes here, a cluster elsewhere.
public protocol Executor: Sendable {
  /// Begins an attempt.
  ///
  /// - Returns: What happens in it, in order. Exactly one event that does not go on is `.ended`, the
  ///   last one, whatever becomes of the worker and whether or not anyone listens.
  func attempt(_ assignment: Assignment) -> AsyncStream<AttemptEvent>

  /// Ends the attempts that are on; every later one ends at once as `interrupted`.
  func stop(_ manner: StopManner)

  /// Stops the attempts where they stand (Ctrl-Z), or lets them go on. Nothing is said about it.
  func suspend(_ isSuspended: Bool)

  /// Gives back everything that is held. Call it when no attempt is on; when it returns, no worker
  /// is left.
  func close() async
}

extension Executor {
  /// An executor whose attempts are not stopped goes on with them.
  public func suspend(_ isSuspended: Bool) {}
}

/// How what runs is to be stopped.
public enum StopManner: Comparable, Sendable {
  /// Let go of what runs elsewhere: it goes on, and whoever comes next reads what it leaves. Where
  /// nothing can go on without this process, as `now`.
  case detach
  /// Finish the batch, save, then stop.
  case gently
  /// Stop at once; what has not been saved is computed again.
  case now
}
