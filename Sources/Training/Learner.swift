import Autoencoders
import Experiments
import Neural

/// A model that is being trained: one thread's, with memory of its own.
public final class Learner {
  /// The model.
  public let model: any Autoencoder
  private let data: TrainingData
  private let adam: Adam
  private let tape: Tape
  private let batch: Batch

  /// A learner at the configuration's initial state.
  public init(_ configuration: Configuration, data: TrainingData, kernels: Kernels = .best) {
    model = Assembly.model(configuration)
    self.data = data
    adam = Adam(learningRate: configuration.train.learningRate)
    tape = Tape(workspace: Workspace(kernels: kernels))
    let steps = max(
      type(of: model).fixedSteps ?? 0, data.set.trajectories.map(\.length).max() ?? 0)
    batch = Batch(sequences: configuration.train.batchSize, steps: steps)
  }

  /// Trains on one batch of indices, longest first.
  ///
  /// - Parameter step: 1 for the first batch ever.
  /// - Returns: The loss before the update.
  public func train(on indices: [Int], step: Int) -> Double {
    Kernels.flushingDenormals {
      let loss = run(indices, .training)
      tape.backward()
      adam.update(model.parameters.parameters, step: step, kernels: tape.workspace.kernels)
      return loss
    }
  }

  /// The floating-point operations that a training step on the last batch cannot do without.
  public var usefulOperations: Double { model.usefulOperations(batch) }

  /// Whether the model has running statistics, so that evaluation's two modes differ.
  var hasStatistics: Bool { !model.parameters.statistics.isEmpty }

  /// The loss over a batch, without training.
  func loss(on indices: [Int], _ mode: Mode) -> Double {
    Kernels.flushingDenormals { run(indices, mode) }
  }

  /// The trajectories of a batch as the model gives them back, each cut to its own length, in the
  /// order of `indices`.
  func reconstructions(of indices: [Int]) -> [[Float]] {
    let sorted = data.longestFirst(indices)
    load(sorted)
    tape.begin(.batchStatistics)
    let output = Kernels.flushingDenormals { model.reconstruct(batch, tape).value.floats }
    let row = batch.steps * 2
    let found = sorted.enumerated().map { n, index in
      (index, Array(output[n * row..<n * row + batch.lengths.values[n] * 2]))
    }
    let byIndex = Dictionary(uniqueKeysWithValues: found)
    return indices.compactMap { byIndex[$0] }
  }

  private func run(_ indices: [Int], _ mode: Mode) -> Double {
    load(indices)
    tape.begin(mode)
    let output = model.reconstruct(batch, tape)
    return MeanSquaredError.evaluate(output, target: batch.trajectories, tape: tape)
  }

  private func load(_ indices: [Int]) {
    let trajectories = data.set.trajectories
    batch.fill(sequences: indices.count, steps: type(of: model).fixedSteps) { n in
      trajectories[indices[n]].positions
    }
  }
}
