import Experiments
import Scheduling

/// What asks a sweep to stop before its end.
enum StopReason: Sendable {
  /// Somebody, by a signal.
  case signal(Signal)
  /// The time given by `--for` is over.
  case timeIsOver(TimeSpan)

  /// Whether it is a signal.
  var isSignal: Bool {
    switch self {
    case .signal: true
    case .timeIsOver: false
    }
  }

  /// What is said when it comes.
  var announcement: String {
    switch self {
    case .signal: "stopping: "
    case .timeIsOver(let span): "\(span) are over, stopping: "
    }
  }

  /// What stops at once, after that.
  var again: String { isSignal ? "again" : "Ctrl-C" }

  /// What happened, in words.
  private var words: String {
    switch self {
    case .signal(.interrupt): "interrupted"
    case .signal(.hangup): "terminal closed"
    case .signal(.terminate): "terminated"
    case .timeIsOver(let span): "the time given by --for (\(span)) is over"
    }
  }

  private var exitCode: Int32 {
    switch self {
    case .signal(let signal): signal.exitCode
    case .timeIsOver: Failure.Code.stoppedEarly.rawValue
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
