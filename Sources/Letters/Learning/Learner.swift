import Autoencoders
import Experiments
import Neural

/// A model that is being trained: one thread's, with memory of its own.
public final class Learner {
  /// The model.
  public let model: any Autoencoder
  private let data: TrainingData
  private let optimization: Optimization
  private let adam: Adam
  private let clip: GradientClip?
  private let epochs: Int
  private let batches: Int
  private let tape: Tape
  private let batch: Batch

  /// A learner at the configuration's initial state.
  public init(
    _ configuration: Configuration, data: TrainingData, optimization: Optimization? = nil,
    kernels: Kernels = .best
  ) {
    let optimization = optimization ?? configuration.letters.optimization
    model = Assembly.model(configuration, channels: data.set.channels.count)
    self.data = data
    self.optimization = optimization
    adam = Adam(
      learningRate: configuration.train.learningRate, weightDecay: optimization.weightDecay)
    clip = optimization.clipNorm.map(GradientClip.init)
    epochs = configuration.train.epochs
    batches = data.batchCount(data.split.train, size: configuration.train.batchSize)
    tape = Tape(workspace: Workspace(kernels: kernels))
    let steps = max(
      type(of: model).fixedSteps ?? 0, data.set.trajectories.map(\.length).max() ?? 0)
    batch = Batch(
      sequences: configuration.train.batchSize, steps: steps, channels: data.set.channels.count)
  }

  /// Trains on one batch of indices, longest first.
  ///
  /// - Parameter step: 1 for the first batch ever.
  /// - Returns: The loss before the update.
  public func train(on indices: [Int], step: Int) -> Double {
    Kernels.flushingDenormals {
      let loss = MeanSquaredError.evaluate(
        output(indices, .training), target: batch.trajectories, tape: tape)
      tape.backward()
      update(step: step, kernels: tape.workspace.kernels)
      return loss
    }
  }

  private func update(step: Int, kernels: Kernels) {
    let parameters = model.parameters.parameters
    clip?.apply(to: parameters, kernels: kernels)
    let factor = optimization.rateFactor(step: step, batches: batches, epochs: epochs)
    adam.update(parameters, step: step, rateFactor: factor, kernels: kernels)
  }

  /// The floating-point operations that a training step on the last batch cannot do without.
  public var usefulOperations: Double { model.usefulOperations(batch) }

  /// Channels of the data.
  var channels: Int { batch.channels }

  /// Whether the model has running statistics, so that evaluation's two modes differ.
  var hasStatistics: Bool { !model.parameters.statistics.isEmpty }

  /// The errors over a batch, without training.
  func errors(on indices: [Int], _ mode: Mode) -> Errors {
    Kernels.flushingDenormals {
      let output = output(indices, mode)
      return Errors(
        squared: MeanSquaredError.evaluate(output, target: batch.trajectories, tape: tape),
        absolute: MeanAbsoluteError.evaluate(output, target: batch.trajectories, tape: tape))
    }
  }

  /// The trajectories of a batch as the model gives them back, each cut to its own length, in the
  /// order of `indices`.
  func reconstructions(of indices: [Int]) -> [[Float]] {
    let sorted = data.longestFirst(indices)
    load(sorted)
    tape.begin(.batchStatistics)
    let output = Kernels.flushingDenormals { model.reconstruct(batch, tape).value.floats }
    let row = batch.steps * batch.channels
    let found = sorted.enumerated().map { n, index in
      (index, Array(output[n * row..<n * row + batch.lengths.values[n] * batch.channels]))
    }
    let byIndex = Dictionary(uniqueKeysWithValues: found)
    return indices.compactMap { byIndex[$0] }
  }

  private func output(_ indices: [Int], _ mode: Mode) -> Variable {
    load(indices)
    tape.begin(mode)
    return model.reconstruct(batch, tape)
  }

  private func load(_ indices: [Int]) {
    let trajectories = data.set.trajectories
    batch.fill(sequences: indices.count, steps: type(of: model).fixedSteps) { n in
      trajectories[indices[n]].values
    }
  }
}
