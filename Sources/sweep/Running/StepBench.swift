import Experiments
import Training

/// Times training steps on real batches.
struct StepBench: Sendable {
  private let data: TrainingData
  private let steps: Int
  private static let batchSize = 64
  private static let warmUps = 3

  init(_ data: TrainingData, steps: Int) {
    self.data = data
    self.steps = steps
  }

  /// The medians over the steps, in seconds of this thread: a machine that has other work to do
  /// does not count.
  ///
  /// - Throws: ``Failure`` where the data has no full batch.
  func time(_ variant: Variant) throws -> StepTiming {
    let batches = try batches()
    let learner = Learner(configuration(variant), data: data)
    var (times, rates): ([Double], [Double]) = ([], [])
    let before = Engine.peak()
    for step in 0..<Self.warmUps + steps {
      let start = Clock.threadSeconds()
      _ = learner.train(on: batches[step % batches.count], step: step + 1)
      let seconds = Clock.threadSeconds() - start
      guard step >= Self.warmUps else { continue }
      times.append(seconds)
      rates.append(learner.usefulOperations / seconds)
    }
    return StepTiming(
      variant.label, seconds: median(times), operationsPerS: median(rates),
      peak: max(before, Engine.peak()), batchSize: Self.batchSize)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func batches() throws -> [[Int]] {
    let order = data.split.train
    let size = Self.batchSize
    guard order.count >= size else {
      throw Failure(
        .input, "\(data.set.name): \(order.count) train sequences, a batch is \(size)",
        safe: "nothing was changed", next: "name a larger file with --data PATH")
    }
    return data.batches(order, size: size)
  }

  private func configuration(_ variant: Variant) -> Configuration {
    Configuration(
      variant: variant, seed: 0,
      model: ModelSettings(
        latent: variant.family == .cnn ? 128 : 64, hidden: variant.family.hasCell ? 128 : nil),
      train: TrainSettings(
        epochs: 1, batchSize: Self.batchSize, learningRate: 2e-4, shuffle: true, figureEpochs: [1],
        evaluateEvery: 1),
      dataset: DatasetIdentity(fingerprint: data.set.fingerprint, splitSeed: 0),
      engine: Engine.contract)
  }
}
