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
