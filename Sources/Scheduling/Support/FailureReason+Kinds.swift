import Experiments

extension FailureReason {
  /// Whether the whole sweep would meet the same want.
  var isOutOfResources: Bool {
    if case .error(_, resource: true) = self { true } else { false }
  }

  /// The same without what differs from one crash to the next: addresses in a log.
  var withoutLog: FailureReason {
    switch self {
    case .crashed(let signal, _): .crashed(signal: signal)
    case .program(let how, _): .program(how: how)
    case .outOfMemory, .exited, .timedOut, .error, .notStarted, .garbled: self
    }
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
    case (.program(let mine, _), .program(let theirs, _)): mine == theirs
    case (.timedOut, .timedOut), (.error, .error), (.notStarted, .notStarted),
      (.garbled, .garbled), (.outOfMemory, .outOfMemory):
      true
    default: false
    }
  }
}
