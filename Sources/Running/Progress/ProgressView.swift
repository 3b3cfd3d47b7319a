import Experiments
import Scheduling

/// Shows people how a sweep goes. On standard error; changes nothing.
package protocol ProgressView: Sendable {
  /// Takes an event.
  mutating func show(_ event: ScheduledEvent, now: Double)

  /// Called some ten times a second.
  mutating func tick(now: Double)

  /// Says a line between the others.
  mutating func say(_ line: String)

  /// The last call.
  mutating func finish()

  /// Clears the terminal before Ctrl-Z stops this process, and shows all again when it goes on.
  ///
  /// Called on a thread of its own.
  func suspend(_ isStopping: Bool)

  /// Runs that are on.
  var running: Int { get }
}
