import Neural
import TestSupport
import Testing

@testable import Autoencoders

/// The ten models by the published table's names.
enum Model: String, CaseIterable {
  case cnn, rnn, lstm, gru, crnn, clstm, cgru, resrnn, reslstm, resgru

  func make(latent: Int? = nil, hidden: Int = 128, seed: Int = 0) -> any Autoencoder {
    let set = ParameterSet(seed: seed)
    let name = rawValue
    if name == "cnn" { return ConvolutionalAutoencoder(set, latent: latent ?? 128) }
    if let cell = CellKind(rawValue: name) {
      return RecurrentAutoencoder(set, cell: cell, latent: latent ?? 64, hidden: hidden)
    }
    let residual = name.hasPrefix("res")
    let cell = CellKind(rawValue: String(name.dropFirst(residual ? 3 : 1))) ?? .rnn
    return ConvolutionalRecurrentAutoencoder(
      set, cell: cell, latent: latent ?? 64, hidden: hidden, kernelHeight: residual ? 5 : 9,
      residualBlocks: residual ? 3 : 0)
  }
}

@Suite(.timeLimit(.minutes(60))) struct AutoencoderTests {
  static let published: [Model: Int] = [
    .cnn: 930_945, .rnn: 66_498, .lstm: 240_066, .gru: 181_698, .crnn: 270_561, .clstm: 419_553,
    .cgru: 369_377, .resrnn: 398_625, .reslstm: 547_617, .resgru: 497_441,
  ]

  @Test(arguments: Model.allCases) func aModelHasThePublishedNumberOfParameters(_ model: Model) {
    let count = model.make().parameters.parameters.map(\.count).reduce(0, +)
    #expect(count == Self.published[model])
  }

  @Test(arguments: Model.allCases) func namesAreUnique(_ model: Model) {
    let set = model.make().parameters
    let names = set.parameters.map(\.name) + set.statistics.map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// Three trajectories of unequal length on arcs.
  static func batch() -> Batch {
    let batch = Batch(sequences: 3, steps: 176)
    let lengths = [64, 48, 40]
    batch.fill(sequences: 3, steps: nil) { n in
      (0..<lengths[n]).flatMap { t in
        let x = Float(t) / 10
        return [x * (1 - x / 8), x * Float(n + 1) / 6]
      }
    }
    return batch
  }

  @Test(arguments: Model.allCases) func theLossFallsAlongTheGradientAsFastAsItSays(_ model: Model) {
    let autoencoder = model.make(latent: 8, hidden: 12)
    let batch = Batch(sequences: 3, steps: 176)
    let source = Self.batch()
    let rows = source.trajectories.value.floats
    let steps = source.steps
    batch.fill(sequences: 3, steps: type(of: autoencoder).fixedSteps) { n in
      Array(rows[n * steps * 2..<n * steps * 2 + source.lengths.values[n] * 2])
    }
    checkDescent(autoencoder.parameters.parameters) { tape in
      let x = batch.trajectories
      let y = autoencoder.reconstruct(batch, tape)
      return MeanSquaredError.evaluate(y, target: x, tape: tape)
    }
  }

  @Test(arguments: Model.allCases) func thePaddingOfABatchIsGivenBackToo(_ model: Model) {
    let autoencoder = model.make(latent: 4, hidden: 4)
    let batch = Batch(sequences: 3, steps: 176)
    batch.fill(sequences: 3, steps: type(of: autoencoder).fixedSteps) { n in
      [Float](repeating: 1, count: 2 * (64 - 8 * n))
    }
    let tape = Tape(workspace: Workspace())
    tape.begin(.batchStatistics)
    let y = autoencoder.reconstruct(batch, tape)
    #expect(y.shape == batch.trajectories.shape)
    #expect(y.value.floats.allSatisfy { $0.isFinite })
  }

  @Test(arguments: Model.allCases) func trainingLowersTheLoss(_ model: Model) {
    let autoencoder = model.make(latent: 8, hidden: 16)
    let batch = Batch(sequences: 3, steps: 176)
    batch.fill(sequences: 3, steps: type(of: autoencoder).fixedSteps) { n in
      (0..<64 - 8 * n).flatMap { [Float($0) / 16, Float(n)] }
    }
    let tape = Tape(workspace: Workspace())
    let adam = Adam(learningRate: 3e-3)
    var losses: [Double] = []
    for step in 1...60 {
      tape.begin(.training)
      let y = autoencoder.reconstruct(batch, tape)
      losses.append(MeanSquaredError.evaluate(y, target: batch.trajectories, tape: tape))
      tape.backward()
      adam.update(autoencoder.parameters.parameters, step: step, kernels: tape.workspace.kernels)
    }
    #expect(losses[59] < 0.5 * losses[0])
  }
}
