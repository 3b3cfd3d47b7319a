import Experiments
import Neural

/// Mean losses over the split's order in full batches, the rest dropped; trains nothing.
struct Evaluation {
  private let train: [[Int]]
  /// The test set, or the validation set in its place.
  private let other: [[Int]]
  /// Whether the other set is there to choose by: nothing is said of the test set, and nothing drawn.
  let isValidation: Bool
  /// The first test batch's sequences whose reconstructions are kept, in the split's order.
  let shown: [Int]
  private let firstTestBatch: [Int]

  /// Panels of a figure.
  private static let panels = 25

  private let measuresMAE: Bool

  init(_ data: TrainingData, batchSize: Int, measuresMAE: Bool = false) {
    self.measuresMAE = measuresMAE
    train = data.batches(data.split.train, size: batchSize)
    other = data.batches(data.measured, size: batchSize)
    isValidation = !data.validation.isEmpty
    firstTestBatch = Array(data.measured.prefix(batchSize))
    shown = Array(firstTestBatch.prefix(Self.panels))
  }

  /// What is measured of a state.
  func metrics(_ learner: Learner) -> [Metric] {
    let errors = errors(learner)
    if isValidation {
      return [
        Metric(.trainMSE, errors.train.squared),
        Metric(.trainMSERunning, errors.trainRunning.squared),
        Metric(.validationMSE, errors.test.squared),
      ]
    }
    return [
      Metric(.trainMSE, errors.train.squared), Metric(.testMSE, errors.test.squared),
      Metric(.trainMSERunning, errors.trainRunning.squared),
      Metric(.testMSERunning, errors.testRunning.squared),
    ] + (measuresMAE ? [Metric(.testMAE, errors.test.absolute)] : [])
  }

  /// The errors of a state.
  func errors(_ learner: Learner) -> StateErrors {
    let (train, test) = means(learner, .batchStatistics)
    // Without batch normalisation both are one computation, and so the same bits.
    let running =
      learner.hasStatistics ? means(learner, .runningStatistics) : (train: train, test: test)
    return StateErrors(
      train: train, test: test, trainRunning: running.train, testRunning: running.test)
  }

  private func means(_ learner: Learner, _ mode: Mode) -> (train: Errors, test: Errors) {
    (mean(train, learner, mode), mean(other, learner, mode))
  }

  private func mean(_ batches: [[Int]], _ learner: Learner, _ mode: Mode) -> Errors {
    Errors(mean: batches.map { learner.errors(on: $0, mode) })
  }

  /// The first test batch as it is.
  func groundTruth(_ data: TrainingData) -> Panels {
    Panels(
      shown.map { data.set.trajectories[$0].values }, channels: data.set.channels.count)
  }

  /// The first test batch as the model gives it back, with that batch's statistics.
  func reconstructions(_ learner: Learner) -> Panels {
    Panels(
      Array(learner.reconstructions(of: firstTestBatch).prefix(Self.panels)),
      channels: learner.channels)
  }
}
