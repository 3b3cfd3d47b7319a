import ArgumentParser
import Experiments
import Foundation
import Reports
import Training

/// `sweep bench`
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time the parts.",
    discussion: """
      EXAMPLES
        sweep bench step
        sweep bench step --variant cgru_ae --json
      """,
    subcommands: [BenchStepCommand.self])
}

/// `sweep bench step`
struct BenchStepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "The time of a training step, on one thread.",
    discussion: """
      Medians over real batches of 64 in the split's order, after 3 steps to warm up.

      EXAMPLES
        sweep bench step
        sweep bench step --variant cgru_ae --steps 100 --data data/mixoutALL_shifted.mat
        sweep bench step --json
      """)

  @Option(help: "A table's version such as cgru_ae, or all.")
  var variant = "all"

  @Option(help: "Steps that are timed.")
  var steps = 30

  @Option(help: "A data file (default: SWEEP_DATA, else synthetic).", completion: .file())
  var data: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if steps < 1 { throw ValidationError("--steps: \(steps) is less than 1") }
    if variants.isEmpty {
      let labels = Variant.table.map(\.label).joined(separator: ", ")
      throw ValidationError("--variant: \(variant) is none of all, \(labels)")
    }
  }

  private var variants: [Variant] {
    variant == "all" ? Variant.table : Variant.table.filter { $0.label == variant }
  }

  func run() async throws {
    let file = data ?? Console.variable("SWEEP_DATA")
    let source =
      file.map { DataChoice(file: $0, because: "--data", name: "").source }
      ?? .synthetic(sequences: 2858, seed: 0)
    let bench = StepBench(try PreparedSweep.load(source, splitSeed: 0), steps: steps)
    let variants = variants
    let timings = try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(with: Result { try variants.map(bench.time) })
      }.start()
    }
    if output.json { return try output.sayJSON(timings) }
    Console.data(StepTiming.table(timings).render())
  }
}

/// How long a step of a variant takes.
struct StepTiming: Encodable, Sendable {
  let variant: String
  let stepMs: Double
  let sequencesPerS: Double

  static func table(_ timings: [StepTiming]) -> TextTable {
    TextTable(
      header: ["variant", "ms a step", "sequences/s"],
      rows: timings.map { timing in
        [
          timing.variant, String(format: "%.2f", timing.stepMs),
          String(format: "%.0f", timing.sequencesPerS),
        ]
      }, alignments: [.left, .right, .right])
  }
}

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

  /// The median over the steps.
  ///
  /// - Throws: ``Failure`` where the data has no full batch.
  func time(_ variant: Variant) throws -> StepTiming {
    Engine.prepareThread()
    let batches = try batches()
    let learner = Learner(configuration(variant), data: data)
    var times: [Double] = []
    for step in 0..<Self.warmUps + steps {
      let start = Clock.seconds()
      _ = learner.train(on: batches[step % batches.count], step: step + 1)
      times.append(Clock.seconds() - start)
    }
    let median = times.dropFirst(Self.warmUps).sorted()[steps / 2]
    return StepTiming(
      variant: variant.label, stepMs: 1000 * median,
      sequencesPerS: Double(Self.batchSize) / median)
  }

  private func batches() throws -> [[Int]] {
    let order = data.split.train
    let size = Self.batchSize
    guard order.count >= size else {
      throw Failure(
        .input, "\(data.set.name): \(order.count) train sequences, a batch is \(size)",
        safe: "nothing was changed", next: "name a larger file with --data PATH")
    }
    return stride(from: 0, through: order.count - size, by: size).map { first in
      longestFirst(Array(order[first..<first + size]))
    }
  }

  private func longestFirst(_ indices: [Int]) -> [Int] {
    let lengths = indices.map { data.set.trajectories[$0].length }
    return indices.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }.map { indices[$0] }
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
