import Experiments
import Foundation
import Letters
import Running
import Storage

/// Times what must grow no faster than the work: plan, status and resume with the runs, a training
/// step with its live rows.
struct ScalingBench: Sendable {
  /// Runs of the largest sweep.
  let runs: Int

  private static let repetitions = 5

  /// All curves; in a temporary folder, on this thread.
  ///
  /// - Throws: ``Failure``, `StoreError`, `SpecError`.
  func curves() throws -> [ScalingCurve] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sweep-scaling-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sizes = [64, 16, 4, 1].map { runs / $0 }
    let stores = try sizes.map { try StoreTimes(runs: $0, folder: "\(folder)/\($0)") }
    func curve(_ what: String, _ seconds: (StoreTimes) -> Double) -> ScalingCurve {
      let points = zip(sizes, stores).map { ScalingCurve.Point(size: $0, seconds: seconds($1)) }
      return ScalingCurve(what, unit: "runs", points)
    }
    return [
      curve("plan", \.plan), curve("status", \.status), curve("resume", \.resume), try step(),
    ]
  }

  /// The least seconds of a core that it takes, of several times.
  static func best(_ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<repetitions {
      let start = Clock.threadSeconds()
      try body()
      best = min(best, Clock.threadSeconds() - start)
    }
    return best
  }

  // The rnn family computes live rows alone, whatever the batch's longest sequence is.
  private func step() throws -> ScalingCurve {
    let data = try PreparedSweep.load(
      .synthetic(sequences: 400, seed: 0), splitSeed: 0, as: .letters)
    let points = [8, 16, 32, 64, 128].map { size -> ScalingCurve.Point in
      let batch = data.batches(data.split.train, size: size)[0]
      let learner = Learner(Self.configuration(data, batchSize: size), data: data)
      var number = 0
      let seconds = Self.best {
        number += 1
        _ = learner.train(on: batch, step: number)
      }
      let rows = batch.map { data.set.trajectories[$0].length }.reduce(0, +)
      return ScalingCurve.Point(size: rows, seconds: seconds)
    }
    return ScalingCurve("training step of lstm_ae", unit: "live rows", points)
  }

  private static func configuration(_ data: TrainingData, batchSize: Int) -> Configuration {
    Configuration(
      variant: Variant(.rnn, .lstm), seed: 0, model: ModelSettings(latent: 64, hidden: 128),
      train: TrainSettings(
        epochs: 1, batchSize: batchSize, learningRate: 2e-4, shuffle: false, figureEpochs: [1],
        evaluateEvery: 1),
      dataset: DatasetIdentity(fingerprint: data.set.fingerprint, splitSeed: 0),
      engine: Engine.contract)
  }
}
