import Experiments

/// Why a sweep was stopped before its end. What it had saved stays saved.
public struct SchedulingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A kind of reason.
  public enum Code: Sendable {
    /// A disk is full, a file cannot be written, or no process can be started.
    case outOfResources
    /// The first runs all failed in the same way, and none finished.
    case everyRunFails
    /// A run failed, and the sweep was to stop at the first that does.
    case failedFast
    /// This process has no descriptors or threads left to watch its signals and its input.
    case cannotWatch
    /// This process may have no threads or descriptors for its tasks.
    case noRoom
  }

  /// What kind; tests compare this, never the text.
  public let code: Code
  /// The label of the run it was noticed at; `nil` if at none.
  public let label: String?
  /// How many runs had failed by then.
  public let failures: Int
  /// What happened to that run.
  public let detail: String

  /// Makes an error.
  public init(_ code: Code, label: String? = nil, failures: Int = 0, detail: String) {
    self.code = code
    self.label = label
    self.failures = failures
    self.detail = detail
  }

  /// One line that says what happened.
  public var description: String {
    let at = label.map { "run \($0): " } ?? ""
    return switch code {
    case .outOfResources: "\(at)\(detail)"
    case .everyRunFails: "the first \(failures) runs all failed; the last, \(at)\(detail)"
    case .failedFast: "stopped at the first failure, \(at)\(detail)"
    case .cannotWatch: "cannot watch signals and input: \(detail)"
    case .noRoom: "out of threads or file descriptors: \(detail)"
    }
  }
}
