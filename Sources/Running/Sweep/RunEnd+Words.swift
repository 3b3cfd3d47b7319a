import Experiments

extension RunEnd {
  /// How an attempt ended, for a person.
  ///
  /// - Parameter isProgram: Whether a program trained.
  package func words(isProgram: Bool) -> String {
    switch self {
    case .finished(let seconds, _): "finished after \(DurationText.words(seconds))"
    case .diverged(let step, _, _): Self.divergence(at: step, isProgram: isProgram)
    case .interrupted: "interrupted"
    case .failed(let reason): "failed: \(reason.words)"
    }
  }
}
