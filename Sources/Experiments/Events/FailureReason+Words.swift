extension RunEnd {
  /// Where a run diverged, for a person.
  ///
  /// - Parameter isProgram: Whether a program said so; else it was seen in the loss.
  public static func divergence(at step: Int, isProgram: Bool) -> String {
    isProgram
      ? "diverged at step \(step), as the program said"
      : "diverged: the loss was not finite in epoch \(step)"
  }
}

extension FailureReason {
  /// The last lines that were written, where there are any.
  public var log: String? {
    switch self {
    case .crashed(_, let log), .program(_, let log): log
    case .outOfMemory, .exited, .timedOut, .error, .notStarted, .garbled: nil
    }
  }

  /// What went wrong, for a person.
  public var words: String {
    switch self {
    case .crashed(9, _): "the worker was killed by signal 9, cause unknown"
    case .crashed(let signal, _): "the worker crashed by signal \(signal)"
    case .outOfMemory(let message): "out of memory: \(message)"
    case .exited(let code): "the worker exited with code \(code) before it was done"
    case .timedOut(let seconds): "no message for \(seconds) s; killed"
    case .error(let message, _): message
    case .program(let how, _): "the program \(how)"
    case .notStarted(let message): message
    case .garbled(let line):
      "the worker wrote a line that is not an event: \(line.prefix(80).debugDescription)"
    }
  }
}
