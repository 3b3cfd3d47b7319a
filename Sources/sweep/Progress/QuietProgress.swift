import Experiments
import Running
import Scheduling

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
  func suspend(_ isStopping: Bool) {}
}
