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
