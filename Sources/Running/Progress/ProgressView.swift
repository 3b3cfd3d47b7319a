import Experiments
import Scheduling

/// Shows people how a sweep goes. On standard error; changes nothing.
package protocol ProgressView: Sendable {
  /// Takes an event.
  mutating func show(_ event: ScheduledEvent, now: Double)

  /// Called a few times a second.
  mutating func tick(now: Double)

  /// Says a line between the others.
  mutating func say(_ line: String)

  /// The last call.
  mutating func finish()

  /// Runs that are on.
  var running: Int { get }
}
