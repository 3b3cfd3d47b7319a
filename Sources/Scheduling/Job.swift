import Experiments

/// One run that is to be run.
public struct Job: Hashable, Sendable {
  /// What a worker is told for the first attempt; its `attempt` is that attempt's number.
  public let assignment: Assignment
  /// How long it should take, in seconds; only compared with other jobs'.
  public let expectedSeconds: Double

  /// Makes a job.
  public init(_ assignment: Assignment, expectedSeconds: Double) {
    self.assignment = assignment
    self.expectedSeconds = expectedSeconds
  }
}

/// What happened in an attempt at a run of a sweep.
public struct ScheduledEvent: Hashable, Sendable {
  /// The run.
  public let run: Run
  /// The attempt's number; 1 for a run's first.
  public let attempt: Int
  /// What happened.
  public let event: RunEvent
  /// Whether, this attempt having ended, another one follows; `false` for all other events.
  public let willRetry: Bool
  /// How far into the run's journals one has read with it; `nil` where there are none.
  public let mark: JournalMark?

  /// Makes an event.
  public init(
    run: Run, attempt: Int, event: RunEvent, willRetry: Bool = false, mark: JournalMark? = nil
  ) {
    self.mark = mark
    self.run = run
    self.attempt = attempt
    self.event = event
    self.willRetry = willRetry
  }
}
