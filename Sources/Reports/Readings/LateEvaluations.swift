import Experiments

/// The evaluations of a run's last 13.3 %: from epoch 260 of 300 on.
///
/// One evaluation is noisy (6 to 16 % from one to the next), so the median of these tells more.
struct LateEvaluations: Sendable {
  /// Train MSE at each, batch statistics.
  let train: [Double]
  /// Test MSE at each, batch statistics.
  let test: [Double]

  /// Reads a run's evaluations.
  init(of run: RunResult) {
    let epochs = run.run.configuration.train.epochs
    let late = run.metrics.filter { Self.isLate($0.epoch, of: epochs) }.flatMap(\.metrics)
    train = late.filter { $0.name == .trainMSE }.map(\.value)
    test = late.filter { $0.name == .testMSE }.map(\.value)
  }

  /// Whether a state of a run of so many epochs is late: 260/300 of them, in whole numbers.
  static func isLate(_ epoch: Int, of epochs: Int) -> Bool {
    Double(epoch) * 300 >= Double(epochs) * 260
  }
}
