import Experiments

extension FailureReason {
  /// Whether the whole sweep would meet the same want.
  var isOutOfResources: Bool {
    if case .error(_, resource: true) = self { true } else { false }
  }

  /// The same without what differs from one crash to the next: addresses in a log.
  var withoutLog: FailureReason {
    if case .crashed(let signal, _) = self { .crashed(signal: signal) } else { self }
  }

  /// Whether a further attempt would meet the same want.
  var isOutOfMemory: Bool {
    if case .outOfMemory = self { true } else { false }
  }

  /// Whether both are of one kind; what names a run's file or epoch is passed over.
  func isLike(_ other: FailureReason) -> Bool {
    switch (self, other) {
    case (.crashed(let mine, _), .crashed(let theirs, _)): mine == theirs
    case (.exited(let mine), .exited(let theirs)): mine == theirs
    case (.timedOut, .timedOut), (.error, .error), (.notStarted, .notStarted),
      (.garbled, .garbled), (.outOfMemory, .outOfMemory):
      true
    default: false
    }
  }

  /// What happened, for a person.
  var words: String {
    switch self {
    case .crashed(9, _): "killed by signal 9, cause unknown"
    case .crashed(let signal, _): "crashed by signal \(signal)"
    case .outOfMemory(let message): "out of memory: \(message)"
    case .exited(let code): "the worker exited with code \(code) before it was done"
    case .timedOut(let seconds): "no progress for \(seconds) s; killed"
    case .error(let message, _): message
    case .notStarted(let message): message
    case .garbled(let line): "the worker wrote what is no event: \(line.debugDescription)"
    }
  }
}
