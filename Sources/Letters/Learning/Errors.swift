import Experiments

/// How far reconstructions are from the truth: means over every element, padding included.
struct Errors: Hashable {
  /// Of squared differences.
  let squared: Double
  /// Of absolute differences.
  let absolute: Double
}

extension Errors {
  /// The mean over batches, each of which counts as much.
  init(mean batches: [Errors]) {
    let count = Double(batches.count)
    self.init(
      squared: batches.reduce(0) { $0 + $1.squared } / count,
      absolute: batches.reduce(0) { $0 + $1.absolute } / count)
  }
}

/// The errors of a state over both sets.
struct StateErrors: Hashable {
  /// Over the train set with batch statistics.
  let train: Errors
  /// Over the test set with batch statistics.
  let test: Errors
  /// Over the train set with running statistics.
  let trainRunning: Errors
  /// Over the test set with running statistics.
  let testRunning: Errors
}
