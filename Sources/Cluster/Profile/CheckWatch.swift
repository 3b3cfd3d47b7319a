/// When a check's task is asked for, and what its state means.
struct CheckWatch {
  enum Finding: Equatable {
    case goOn
    /// The scheduler has it no more, and it said nothing.
    case gone
    /// It waits too long, or for ever; with what the scheduler says.
    case waits(String)
    /// It runs, and nothing of it is seen.
    case runsUnseen(String?)
  }

  private let limit: Double
  private var next = 1.0
  private var runsSince: Double?
  private var goneSince: Double?

  /// - Parameter limit: Seconds after which a task that waits, or runs unseen, is given up.
  init(_ limit: Double) { self.limit = limit }

  /// Whether it is time to ask, at a second after the handing over.
  func isDue(_ seconds: Double) -> Bool { seconds >= next }

  /// What a task's state means; `nil` where the scheduler knows none.
  mutating func look(_ task: QueuedTask?, _ wasAnswered: Bool, _ seconds: Double) -> Finding {
    next = seconds + 2
    guard wasAnswered else { return .goOn }
    guard let task else {
      // What it wrote may be seen late.
      goneSince = goneSince ?? seconds
      return seconds - (goneSince ?? seconds) >= min(10, limit) ? .gone : .goOn
    }
    goneSince = nil
    guard task.isRunning else {
      runsSince = nil
      return seconds >= limit || Self.isForEver(task.state) ? .waits(task.state) : .goOn
    }
    runsSince = runsSince ?? seconds
    return seconds - (runsSince ?? seconds) >= limit ? .runsUnseen(task.place) : .goOn
  }

  /// Reasons that no time mends.
  private static func isForEver(_ state: String) -> Bool {
    [
      "PartitionTimeLimit", "PartitionNodeLimit", "PartitionConfig", "BadConstraints",
      "InvalidAccount", "InvalidQOS", "WallDuration", "AccountNotAllowed", "JobHeld",
      "launch failed",
    ].contains { state.contains($0) }
  }
}
