import Experiments
import Letters
import Neural
import Running

/// Times training steps on real batches.
struct StepBench: Sendable {
  private let data: TrainingData
  private let steps: Int
  private let kernels: Kernels
  private static let batchSize = 64
  private static let warmUps = 3

  init(_ data: TrainingData, steps: Int, kernels: Kernels) {
    self.data = data
    self.steps = steps
    self.kernels = kernels
  }

  /// The medians over the steps, in seconds of this thread: a machine that has other work to do
  /// does not count. After each step comes the loop it is compared with, so that a machine whose
  /// speed comes and goes slows both alike.
  ///
  /// - Throws: ``Failure`` where the data has no full batch.
  func time(_ variant: Variant) throws -> StepTiming {
    let batches = try batches()
    let learner = Learner(configuration(variant), data: data, kernels: kernels)
    var (times, rates, shares): ([Double], [Double], [Double]) = ([], [], [])
    for step in 0..<Self.warmUps + steps {
      let start = Clock.threadSeconds()
      _ = learner.train(on: batches[step % batches.count], step: step + 1)
      let seconds = Clock.threadSeconds() - start
      guard step >= Self.warmUps else { continue }
      let rate = learner.usefulOperations / seconds
      times.append(seconds)
      rates.append(rate)
      shares.append(rate / kernels.peak(rounds: 1_000_000, seconds: Clock.threadSeconds))
    }
    return StepTiming(
      variant: variant.label, instructionSet: kernels.instructionSet,
      stepMs: 1000 * median(times), sequencesPerS: Double(Self.batchSize) / median(times),
      gflops: median(rates) / 1e9, shareOfPeak: median(shares))
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
