import CSystem
import Foundation

/// A line of the shell that somebody wants to have run, within a limit of time.
public struct ShellCommand: Sendable {
  /// How it ended.
  public enum End: Equatable, Sendable, CustomStringConvertible {
    /// By itself, with this code.
    case code(Int)
    /// By a signal.
    case signal(Int)
    /// It took too long, and was killed with all that it had started in its process group.
    case timedOut(seconds: Double)
    /// It could not be started.
    case notStarted(String)

    /// In words: `exited with code 3`.
    public var description: String {
      switch self {
      case .code(let code): "exited with code \(code)"
      case .signal(let number): "was ended by signal \(number)"
      case .timedOut(let seconds): "took more than \(Int(seconds)) seconds and was killed"
      case .notStarted(let reason): "could not be started: \(reason)"
      }
    }
  }

  private let line: String
  private let limit: Double

  /// - Parameters:
  ///   - line: Given to `/bin/sh -c`.
  ///   - limit: Seconds it may take.
  public init(_ line: String, limit: Double) {
    self.line = line
    self.limit = limit
  }

  /// Runs it to its end. It reads nothing, and what it writes goes to standard error.
  ///
  /// - Parameter variables: Put into its environment beside this process's own.
  public func run(_ variables: [String: String]) -> End {
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { return .notStarted(words(for: errno)) }
    defer { close(input) }
    let all = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    var id: pid_t = 0
    let error = withCStrings(["/bin/sh", "-c", line]) { arguments in
      withCStrings(all.map { "\($0.key)=\($0.value)" }) {
        csystem_spawn(&id, "/bin/sh", arguments, $0, [input, 2, 2])
      }
    }
    return error == 0 ? wait(for: id) : .notStarted(words(for: error))
  }

  private func wait(for id: pid_t) -> End {
    let deadline = monotonicSeconds() + limit
    var end = csystem_end()
    var isKilled = false
    while !csystem_ended(id, &end) {
      if !isKilled, monotonicSeconds() > deadline {
        kill(-id, SIGKILL)
        isKilled = true
      }
      usleep(5000)
    }
    if isKilled { return .timedOut(seconds: limit) }
    return end.signal != 0 ? .signal(Int(end.signal)) : .code(Int(end.code))
  }
}
