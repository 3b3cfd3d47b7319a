/// An end that is no success: what happened, what is safe, the command to go on, and the code.
package struct Failure: Error {
  /// The process's exit codes, but for those of signals.
  package enum Code: Int32 {
    case runsFailed = 1
    case input = 2
    case storeUnusable = 3
    case storeDamaged = 4
    case ourMistake = 70
    case wantOfResource = 75

    /// Stopped before the end because the time given for it was over; resumable too.
    package static let stoppedEarly = wantOfResource
  }

  /// The exit code.
  package let code: Int32
  /// What happened; may have several lines.
  package let happened: String
  /// What is safe.
  package let safe: String
  /// The command to go on.
  package let next: String

  package init(_ code: Code, _ happened: String, safe: String, next: String) {
    self.init(exitCode: code.rawValue, happened, safe: safe, next: next)
  }

  package init(exitCode: Int32, _ happened: String, safe: String, next: String) {
    code = exitCode
    self.happened = happened
    self.safe = safe
    self.next = next
  }
}
