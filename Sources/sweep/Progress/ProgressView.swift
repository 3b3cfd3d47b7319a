import Experiments
import Scheduling

/// Shows people how a sweep goes. On standard error; changes nothing.
protocol ProgressView: Sendable {
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

/// Says nothing but warnings and failures.
struct QuietProgress: ProgressView {
  private(set) var running = 0

  mutating func show(_ scheduled: ScheduledEvent, now: Double) {
    switch scheduled.event {
    case .started: running += 1
    case .warning(let message): Console.say("\(scheduled.run.label): warning: \(message)")
    case .ended(let end):
      running = max(0, running - 1)
      if case .failed = end {
        Console.say("\(scheduled.run.label): \(end.words(isProgram: false))")
      }
    case .progress, .metrics, .groundTruth, .reconstruction, .artifact, .checkpoint, .obsolete,
      .cost:
      break
    }
  }

  mutating func tick(now: Double) {}
  mutating func say(_ line: String) { Console.say(line) }
  mutating func finish() {}
}
