import Neural
import TestSupport
import Testing

@testable import Autoencoders

/// The ten models by the published table's names.
enum Model: String, CaseIterable {
  case cnn, rnn, lstm, gru, crnn, clstm, cgru, resrnn, reslstm, resgru

  func make(
    latent: Int? = nil, hidden: Int = 128, seed: Int = 0, channels: Int = 2
  ) -> any Autoencoder {
    let set = ParameterSet(seed: seed)
    let name = rawValue
    if name == "cnn" {
      return ConvolutionalAutoencoder(set, latent: latent ?? 128, channels: channels)
    }
    if let cell = CellKind(rawValue: name) {
      return RecurrentAutoencoder(
        set, cell: cell, latent: latent ?? 64, hidden: hidden, channels: channels)
    }
    let residual = name.hasPrefix("res")
    let cell = CellKind(rawValue: String(name.dropFirst(residual ? 3 : 1))) ?? .rnn
    return ConvolutionalRecurrentAutoencoder(
      set, cell: cell, latent: latent ?? 64, hidden: hidden, kernelHeight: residual ? 5 : 9,
      residualBlocks: residual ? 3 : 0, channels: channels)
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

  /// Three sequences of unequal length on arcs.
  static func batch(channels: Int, steps: Int?) -> Batch {
    let batch = Batch(sequences: 3, steps: 176, channels: channels)
    let lengths = [64, 48, 40]
    batch.fill(sequences: 3, steps: steps) { n in
      (0..<lengths[n]).flatMap { t in
        (0..<channels).map { channel in
          let x = Float(t) / 10
          let value = channel % 2 == 0 ? x * (1 - x / 8) : x * Float(n + 1) / 6
          return value / Float(1 + channel / 2)
        }
      }
    }
    return batch
  }

  @Test(arguments: Model.allCases, [1, 2, 3, 12])
  func theLossFallsAlongTheGradientAsFastAsItSays(_ model: Model, channels: Int) {
    let autoencoder = model.make(latent: 8, hidden: 12, channels: channels)
    let batch = Self.batch(channels: channels, steps: type(of: autoencoder).fixedSteps)
    checkDescent(autoencoder.parameters.parameters) { tape in
      let x = batch.trajectories
      let y = autoencoder.reconstruct(batch, tape)
      return MeanSquaredError.evaluate(y, target: x, tape: tape)
    }
  }

  /// Weights whose shapes follow the channels, each by itself: what the whole would hide.
  @Test(arguments: Model.allCases, [1, 3, 12])
  func theLossFallsAlongTheGradientOfEachLayerAtTheEnds(_ model: Model, channels: Int) {
    let autoencoder = model.make(latent: 8, hidden: 12, channels: channels)
    let batch = Self.batch(channels: channels, steps: type(of: autoencoder).fixedSteps)
    let ends = ["encoder.embedding", "encoder.conv3", "decoder.deconv1", "decoder.output"]
    let parameters = autoencoder.parameters.parameters.filter { parameter in
      ends.contains { parameter.name == "\($0).weight" }
    }
    #expect(parameters.count >= 2)
    for parameter in parameters {
      checkDescent([parameter]) { tape in
        let y = autoencoder.reconstruct(batch, tape)
        return MeanSquaredError.evaluate(y, target: batch.trajectories, tape: tape)
      }
    }
  }

  @Test(arguments: Model.allCases, [1, 2, 3, 12, 64])
  func thePaddingOfABatchIsGivenBackToo(_ model: Model, channels: Int) {
    let autoencoder = model.make(latent: 4, hidden: 4, channels: channels)
    let batch = Batch(sequences: 3, steps: 176, channels: channels)
    batch.fill(sequences: 3, steps: type(of: autoencoder).fixedSteps) { n in
      [Float](repeating: 1, count: channels * (64 - 8 * n))
    }
    let tape = Tape(workspace: Workspace())
    tape.begin(.batchStatistics)
    let y = autoencoder.reconstruct(batch, tape)
    #expect(y.shape == batch.trajectories.shape && y.shape.w == channels)
    #expect(y.value.floats.allSatisfy { $0.isFinite })
  }

  @Test(arguments: Model.allCases, [1, 3])
  func theShortestSequencesThatAModelTakesTrainIt(_ model: Model, channels: Int) {
    let autoencoder = model.make(latent: 4, hidden: 6, channels: channels)
    let steps = autoencoder.leastSteps
    #expect(steps == (model.rawValue.hasPrefix("res") ? 40 : 8))
    let batch = Batch(sequences: 3, steps: 176, channels: channels)
    batch.fill(sequences: 3, steps: type(of: autoencoder).fixedSteps) { n in
      (0..<channels * steps).map { Float(($0 + n) % 5) }
    }
    checkDescent(autoencoder.parameters.parameters) { tape in
      let y = autoencoder.reconstruct(batch, tape)
      return MeanSquaredError.evaluate(y, target: batch.trajectories, tape: tape)
    }
  }

  @Test func channelsAreTheWidthOfTheKernelsThatJoinAndPartThem() throws {
    let shapes = { (model: Model, channels: Int) in
      let parameters = model.make(latent: 8, hidden: 12, channels: channels).parameters.parameters
      return Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.shape) })
    }
    let (two, five) = (shapes(.crnn, 2), shapes(.crnn, 5))
    #expect(two["encoder.conv3.weight"] == [9, 2, 32, 64])
    #expect(five["encoder.conv3.weight"] == [9, 5, 32, 64])
    #expect(five["decoder.deconv1.weight"] == [9, 5, 64, 12])
    #expect(Set(two.keys) == Set(five.keys))
    #expect(shapes(.gru, 5)["encoder.embedding.weight"] == [5, 12])
    #expect(shapes(.gru, 5)["decoder.output.weight"] == [12, 5])
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
