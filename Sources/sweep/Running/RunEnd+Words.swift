import Experiments

extension RunEnd {
  /// How an attempt ended, for a person.
  var words: String {
    switch self {
    case .finished(let seconds, _): "finished after \(DurationText.words(seconds))"
    case .diverged(let epoch, _, _): "diverged: the loss was not finite in epoch \(epoch)"
    case .interrupted: "interrupted"
    case .failed(let reason): "failed: \(reason.words)"
    }
  }
}
