import Datasets
import Experiments
import Foundation
import Neural
import TestSupport
import Testing

@testable import Letters
@testable import Training

/// Training on data of other channels than x and y.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ChannelTests {
  /// Sequences of sines, each channel about a height of its own, in no order of length.
  private func data(
    channels: Int, lengths: [Int] = (0..<40).map { 40 + 8 * ($0 % 5) }
  ) throws -> TrainingData {
    let sequences = lengths.enumerated().map { index, length in
      RawSequence(
        values: (0..<length).flatMap { step in
          (0..<channels).map { Double($0 % 3 + 1) + sin(Double(step) / 9 + Double(index)) }
        }, channels: channels, label: "")
    }
    let raw = RawDataset(
      name: "sines", channels: (1...channels).map(String.init), sequences: sequences)
    return TrainingData(
      try TrajectorySet.make(from: raw, as: DatasetForm(kind: .raw)), splitSeed: 0)
  }

  private func configuration(_ variant: Variant, _ data: TrainingData) -> Configuration {
    Configuration(
      variant: variant, seed: 1,
      model: ModelSettings(latent: 4, hidden: variant.cell.map { _ in 6 }),
      train: TrainSettings(
        epochs: 2, batchSize: 8, learningRate: 3e-3, shuffle: true, figureEpochs: [0],
        evaluateEvery: 2),
      dataset: DatasetIdentity(fingerprint: data.set.fingerprint, splitSeed: 0),
      engine: Kernels.best.contract)
  }

  @Test(arguments: [Variant(.cnn), Variant(.rnn, .lstm), Variant(.resrnn, .gru)], [1, 3, 12])
  func aModelLearnsAndGivesBackEveryChannel(_ variant: Variant, channels: Int) throws {
    let data = try data(channels: channels)
    let learner = Learner(configuration(variant, data), data: data)
    let batch = data.longestFirst(Array(data.split.train.prefix(8)))
    let losses = (1...60).map { learner.train(on: batch, step: $0) }
    #expect(losses[59] < 0.9 * losses[0], "\(losses[0]) to \(losses[59])")
    let evaluation = Evaluation(data, batchSize: 8)
    let (truth, copy) = (evaluation.groundTruth(data), evaluation.reconstructions(learner))
    #expect(truth.channels == channels && copy.channels == channels)
    #expect(truth.trajectories.map(\.count) == copy.trajectories.map(\.count))
    #expect(truth.trajectories.allSatisfy { $0.count % (8 * channels) == 0 })
  }

  /// Without batch normalisation a sequence does not feel its neighbours.
  @Test(arguments: [1, 3, 12])
  func aSequenceIsGivenBackTheSameWithOthersAndAlone(channels: Int) throws {
    let data = try data(channels: channels)
    let learner = Learner(configuration(Variant(.rnn, .lstm), data), data: data)
    let together = learner.reconstructions(of: Array(0..<8))
    for index in 0..<8 { #expect(learner.reconstructions(of: [index]) == [together[index]]) }
    #expect(Set(together).count == 8)
  }

  /// Over every element of the padded batch, padding included, in double precision.
  @Test func theErrorIsTheMeanOverAllChannels() throws {
    let data = try data(channels: 3)
    let learner = Learner(configuration(Variant(.rnn, .gru), data), data: data)
    let batch = data.longestFirst(Array(data.split.train.prefix(8)))
    let loss = learner.errors(on: batch, .batchStatistics).squared
    // A network of zeros gives zeros back, so that its error is the mean of squares.
    for parameter in learner.model.parameters.parameters {
      parameter.value.floats.update(repeating: 0)
    }
    let zero = learner.errors(on: batch, .batchStatistics).squared
    let values = batch.flatMap { data.set.trajectories[$0].values }
    let longest = data.set.trajectories[batch[0]].length
    let squares = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(zero / (squares / Double(8 * longest * 3)) - 1) < 1e-6)
    #expect(loss != zero)
  }

  @Test func aBatchThatMayBeTooShortForTheModelIsRefusedInWords() throws {
    // One is long enough, but a batch may be of the others alone.
    let data = try data(channels: 2, lengths: Array(repeating: 30, count: 39) + [60])
    let configuration = configuration(Variant(.resrnn, .rnn), data)
    let error = #expect(throws: TrainingError.self) {
      try data.check(configuration, leastSteps: 40)
    }
    #expect(error?.code == .unusableData)
    #expect(error?.description.contains("no sequence longer than 32 steps") == true)
    #expect(error?.description.contains("needs 40") == true)
    try data.check(configuration, leastSteps: 8)
  }
}
