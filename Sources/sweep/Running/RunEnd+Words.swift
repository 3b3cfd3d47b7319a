import Experiments

extension RunEnd {
  /// How an attempt ended, for a person.
  var words: String {
    switch self {
    case .finished(let seconds, _): "finished after \(DurationText.words(seconds))"
    case .diverged(let epoch, _, _): "diverged: the loss was not finite in epoch \(epoch)"
    case .interrupted: "interrupted"
    case .failed(let reason): "failed: \(reason.sentence)"
    }
  }
}

extension FailureReason {
  /// What went wrong, for a person.
  var sentence: String {
    switch self {
    case .crashed(9, _): "the worker was killed by signal 9, cause unknown"
    case .crashed(let signal, _): "the worker crashed by signal \(signal)"
    case .outOfMemory(let message): "out of memory: \(message)"
    case .exited(let code): "the worker exited with code \(code) before it was done"
    case .timedOut(let seconds): "no word for \(DurationText.words(seconds)); killed"
    case .error(let message, _): message
    case .notStarted(let message): message
    case .garbled(let line):
      "the worker wrote what is no event: \(line.prefix(80).debugDescription)"
    }
  }
}
