import Experiments

/// What an executor says of an attempt.
public struct AttemptEvent: Hashable, Sendable {
  /// What happened.
  public let event: RunEvent
  /// How far into the run's journals one has read with it; `nil` where there are none.
  public let mark: JournalMark?
  /// Whether, this being an end, the attempt goes on elsewhere: its machine was taken away, and
  /// another one follows by itself.
  public let goesOn: Bool

  /// Makes an event.
  public init(_ event: RunEvent, mark: JournalMark? = nil, goesOn: Bool = false) {
    self.event = event
    self.mark = mark
    self.goesOn = goesOn
  }
}
