extension FailureReason {
  /// What went wrong, for a person.
  public var words: String {
    switch self {
    case .crashed(9, _): "the worker was killed by signal 9, cause unknown"
    case .crashed(let signal, _): "the worker crashed by signal \(signal)"
    case .outOfMemory(let message): "out of memory: \(message)"
    case .exited(let code): "the worker exited with code \(code) before it was done"
    case .timedOut(let seconds): "no word for \(seconds) s; killed"
    case .error(let message, _): message
    case .notStarted(let message): message
    case .garbled(let line):
      "the worker wrote what is no event: \(line.prefix(80).debugDescription)"
    }
  }
}
