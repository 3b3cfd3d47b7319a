import Experiments
import Foundation
import Letters

/// Small sweeps made of formulas.
enum Sample {
  static func results(
    _ runs: [RunResult], name: String = "paper", isSynthetic: Bool = false,
    published: [String: [MetricName: Double]] = [:], spec: String = #"{"name":"paper"}"#,
    choice: String = "the first source of the spec", file: String = "mixoutALL_shifted.mat",
    sequences: Int = 2858
  ) -> SweepResults {
    let dataset = DatasetRecord(
      name: isSynthetic ? "synthetic (seed 0)" : file, choice: choice,
      fingerprint: String(repeating: "ab", count: 32), sequences: sequences, train: 2277, test: 581,
      isSynthetic: isSynthetic,
      source: isSynthetic
        ? .synthetic(sequences: 2858, seed: 0) : .file(path: file))
    let sweep = SweepRecord(
      name: name, spec: spec, specSHA256: String(repeating: "cd", count: 32), dataset: dataset,
      published: published, manifest: .letters)
    return SweepResults(sweep: sweep, groundTruth: letters(scale: 1), runs: runs)
  }

  static func run(
    _ variant: Variant, label: String? = nil, id: String = "0123456789abcdef0123456789abcdef",
    seed: Int = 0, epochs: Int = 300, latent: Int = 64, state: RunState = .finished,
    metrics: [EpochMetrics]? = nil, figureEpochs: [Int] = [0, 300], failure: String? = nil,
    environment: Environment? = Sample.environment, seconds: Double = 2000.25
  ) -> RunResult {
    let isBegun = state != .pending
    return RunResult(
      run: Run(
        id: id, label: label ?? variant.label,
        configuration: configuration(variant, seed, epochs, latent, figureEpochs),
        folder: "\(variant.family)_ae/\(variant.cellName)", checkpointEvery: 10),
      state: state, attempts: isBegun ? 1 : 0,
      metrics: metrics ?? (isBegun ? falling(to: epochs) : []),
      reconstructions: isBegun
        ? figureEpochs.map { EpochPanels(epoch: $0, panels: letters(scale: scale($0, epochs))) }
        : [],
      checkpoints: isBegun
        ? [
          Checkpoint(
            epoch: epochs, batch: 0, file: "x/checkpoints/epoch_\(epochs).safetensors",
            sha256: String(repeating: "ef", count: 32), bytes: 4_200_000)
        ] : [],
      seconds: isBegun ? seconds : 0, sequences: isBegun ? 683_100 : 0, failure: failure,
      environment: isBegun ? environment : nil)
  }

  static let environment = Environment(
    version: "0.1.0", commit: "0123abc", instructionSet: "x86-64 AVX2+FMA",
    processor: "Example 3000", cores: 2, host: "bench", system: "Linux 6.1")

  /// The values at the end, all by hand.
  static func values(
    epoch: Int, train: Double, test: Double, running: (Double, Double)? = nil
  ) -> EpochMetrics {
    let pair = running ?? (train, test)
    return EpochMetrics(
      epoch: epoch,
      metrics: [
        Metric(.trainMSE, train), Metric(.testMSE, test), Metric(.trainMSERunning, pair.0),
        Metric(.testMSERunning, pair.1),
      ])
  }

  /// An evaluation every ten epochs; both MSE fall from about 280.
  static func falling(to epochs: Int) -> [EpochMetrics] {
    stride(from: 0, through: epochs, by: 10).map { epoch in
      let train = 1 + 279 * exp(-Double(epoch) / 30)
      return values(epoch: epoch, train: train, test: train * 1.25, running: (train + 3, train + 4))
    }
  }

  /// Some strokes of different lengths.
  static func letters(scale: Float) -> Panels {
    Panels(
      (0..<25).map { letter in
        (0..<(40 + 8 * (letter % 5))).flatMap { step -> [Float] in
          let t = Float(step) * 0.1
          return [
            scale * (20 * sin(t + Float(letter)) + 3 * t), scale * 15 * cos(1.7 * t) - scale * 15,
          ]
        }
      })
  }

  private static func scale(_ epoch: Int, _ epochs: Int) -> Float {
    0.2 + 0.75 * Float(epoch) / Float(epochs)
  }

  private static func configuration(
    _ variant: Variant, _ seed: Int, _ epochs: Int, _ latent: Int, _ figureEpochs: [Int]
  ) -> Configuration {
    Configuration(
      variant: variant, seed: seed,
      model: ModelSettings(latent: latent, hidden: variant.cell == nil ? nil : 128),
      train: TrainSettings(
        epochs: epochs, batchSize: 64, learningRate: 2e-4, shuffle: true,
        figureEpochs: figureEpochs, evaluateEvery: 10),
      dataset: DatasetIdentity(fingerprint: String(repeating: "ab", count: 32), splitSeed: 0),
      engine: 1)
  }
}
