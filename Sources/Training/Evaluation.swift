import Experiments
import Neural

/// Mean losses over the split's order in full batches, the rest dropped; trains nothing.
struct Evaluation {
  private let train: [[Int]]
  private let test: [[Int]]
  /// The first test batch's sequences whose reconstructions are kept, in the split's order.
  let shown: [Int]
  private let firstTestBatch: [Int]

  /// Panels of a figure.
  private static let panels = 25

  init(_ data: TrainingData, batchSize: Int) {
    train = data.batches(data.split.train, size: batchSize)
    test = data.batches(data.split.test, size: batchSize)
    firstTestBatch = Array(data.split.test.prefix(batchSize))
    shown = Array(firstTestBatch.prefix(Self.panels))
  }

  /// The four errors of a state.
  func metrics(_ learner: Learner) -> [Metric] {
    let (train, test) = means(learner, .batchStatistics)
    // Without batch normalisation both are one computation, and so the same bits.
    let running =
      learner.hasStatistics ? means(learner, .runningStatistics) : (train: train, test: test)
    return [
      Metric(.trainMSE, train), Metric(.testMSE, test), Metric(.trainMSERunning, running.train),
      Metric(.testMSERunning, running.test),
    ]
  }

  private func means(_ learner: Learner, _ mode: Mode) -> (train: Double, test: Double) {
    (mean(train, learner, mode), mean(test, learner, mode))
  }

  private func mean(_ batches: [[Int]], _ learner: Learner, _ mode: Mode) -> Double {
    batches.reduce(0) { $0 + learner.loss(on: $1, mode) } / Double(batches.count)
  }

  /// The first test batch as it is.
  func groundTruth(_ data: TrainingData) -> Panels {
    Panels(shown.map { data.set.trajectories[$0].positions })
  }

  /// The first test batch as the model gives it back, with that batch's statistics.
  func reconstructions(_ learner: Learner) -> Panels {
    Panels(Array(learner.reconstructions(of: firstTestBatch).prefix(Self.panels)))
  }
}
