import Experiments
import Scheduling

/// What asks a sweep to stop before its end.
enum StopReason: Sendable {
  /// Somebody, by a signal.
  case signal(Signal)
  /// The time given by `--for` is over.
  case timeIsOver(TimeSpan)
  /// All was handed over to other machines, and no more was asked for.
  case handedOver

  /// Whether it is a signal.
  var isSignal: Bool {
    switch self {
    case .signal: true
    case .timeIsOver, .handedOver: false
    }
  }

  /// What is said when it comes.
  var announcement: String {
    switch self {
    case .signal: "stopping: "
    case .timeIsOver(let span): "\(span) are over, stopping: "
    case .handedOver: ""
    }
  }

  /// What stops at once, after that.
  var again: String { isSignal ? "again" : "Ctrl-C" }

  /// What is said where runs go on on other machines.
  var detaching: String {
    switch self {
    case .handedOver: "detached: the runs go on"
    case .signal, .timeIsOver: "\(words), detached: the runs go on"
    }
  }

  /// The end of a sweep whose runs go on on other machines.
  ///
  /// - Parameter sweep: Its name.
  func detachment(_ saved: SavedWork?, sweep: String) -> Failure? {
    guard isSignal || exitCode != 0, saved?.isComplete != true else { return nil }
    return Failure(
      exitCode: exitCode, "\(words); detached, and the runs go on on the other machines",
      safe: "what they do is kept there until it is collected",
      next: "sweep status --profile FILE, the same command again to watch, or sweep stop \(sweep) "
        + "--profile FILE to end them")
  }

  /// What happened, in words.
  private var words: String {
    switch self {
    case .signal(.interrupt): "interrupted"
    case .signal(.hangup): "terminal closed"
    case .signal(.terminate): "terminated"
    case .signal(.timeIsNearlyOver): "told that its time is nearly over"
    case .timeIsOver(let span): "the time given by --for (\(span)) is over"
    case .handedOver: "handed over"
    }
  }

  private var exitCode: Int32 {
    switch self {
    case .signal(let signal): signal.exitCode
    case .timeIsOver: Failure.Code.stoppedEarly.rawValue
    case .handedOver: 0
    }
  }

  /// The end of a sweep that was stopped; `nil` where it was not, since it was done by then.
  ///
  /// - Parameters:
  ///   - saved: What it has; `nil` where that could not be read.
  ///   - hasMore: Whether a search goes on after these runs.
  func failure(_ saved: SavedWork?, hasMore: Bool = false) -> Failure? {
    let isComplete = saved?.isComplete ?? false
    if isComplete, !isSignal, !hasMore { return nil }
    let left = isComplete && hasMore ? "the search goes on after these runs" : saved?.left
    return Failure(
      exitCode: exitCode, "\(words); \(left ?? "the sweep is not finished")",
      safe: saved?.words ?? "what was recorded stays recorded",
      next: "the same command again, or: sweep resume")
  }
}

/// When a sweep is to stop gently.
package struct Deadline: Sendable {
  /// The time that it was given.
  let span: TimeSpan
  private let end: Double

  /// - Parameter now: When the command began, by a clock that never jumps.
  package init(_ span: TimeSpan, from now: Double) {
    self.span = span
    end = now + span.seconds
  }

  /// Whether it has come.
  func isOver(at now: Double) -> Bool { now >= end }
}
