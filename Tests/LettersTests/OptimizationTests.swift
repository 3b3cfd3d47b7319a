import Autoencoders
import Experiments
import Foundation
import Neural
import TestSupport
import Testing

@testable import Letters
@testable import Training

/// Runs with weight decay, clipping and schedules, and the mean absolute error of states.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct OptimizationTests {
  static let everything = Optimization(
    weightDecay: 0.1, clipNorm: 1, schedule: .cosine, warmupEpochs: 1)
  /// All that does not ask how many epochs there are.
  static let endless = Optimization(weightDecay: 0.1, clipNorm: 1, warmupEpochs: 1)

  /// The weights after some steps.
  private func weights(
    _ bench: Bench, _ optimization: Optimization, variant: Variant = Variant(.rnn, .gru),
    kernels: Kernels = .best
  ) -> [[UInt32]] {
    let data = TrainingData(bench.set, splitSeed: 0)
    let learner = Learner(
      bench.configuration(variant), data: data, optimization: optimization, kernels: kernels)
    for (index, batch) in data.batches(data.split.train, size: 8).enumerated() {
      _ = learner.train(on: batch, step: index + 1)
    }
    return learner.model.parameters.parameters.map { $0.value.floats.map(\.bitPattern) }
  }

  @Test func whatIsOffChangesNoBit() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let plain = weights(bench, Optimization())
    // A limit that no gradient reaches is computed, and that is all.
    #expect(weights(bench, Optimization(clipNorm: 1e9)) == plain)
    let off = Optimization(weightDecay: 0, clipNorm: nil, schedule: .constant, warmupEpochs: 0)
    #expect(off == Optimization())
  }

  @Test(arguments: [
    Optimization(weightDecay: 0.01), Optimization(clipNorm: 0.5), Optimization(schedule: .cosine),
    Optimization(warmupEpochs: 2),
  ])
  func eachSettingReachesTheWeights(_ optimization: Optimization) throws {
    let bench = try Bench()
    defer { bench.remove() }
    #expect(weights(bench, optimization) != weights(bench, Optimization()))
  }

  @Test func theFirstStepIsTheFirstBatchOfTheSchedule() {
    let found = (1...6).map {
      Optimization(schedule: .step, warmupEpochs: 1).rateFactor(step: $0, batches: 3, epochs: 2)
    }
    #expect(found == [1.0 / 3, 2.0 / 3, 1, 0.1, 0.1, 0.1])
  }

  @Test func aStepScheduleReachesTheWeightsInTheSecondHalf() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.rnn, .rnn), epochs: 4)
    let plain = try bench.train(configuration, Optimization())
    let stepped = try bench.train(configuration, Optimization(schedule: .step))
    #expect(stepped.metrics.prefix(3) == plain.metrics.prefix(3))
    #expect(stepped.metrics.last != plain.metrics.last)
  }

  @Test(arguments: [Variant(.cnn), Variant(.rnn, .lstm), Variant(.resrnn, .gru)])
  func tablesOfOneContractTrainTheSameBits(_ variant: Variant) throws {
    let bench = try Bench()
    defer { bench.remove() }
    for contract in Set(Kernels.available.map(\.contract)) {
      let found = Kernels.available.filter { $0.contract == contract }
        .map { weights(bench, Self.everything, variant: variant, kernels: $0) }
      #expect(found.allSatisfy { $0 == found[0] })
    }
  }

  @Test(arguments: Variant.table) func aResumedRunEqualsAnUninterruptedOne(_ variant: Variant)
    throws
  {
    let (whole, parts) = (try Bench(), try Bench())
    defer {
      whole.remove()
      parts.remove()
    }
    let configuration = whole.configuration(variant)
    let expected = try whole.train(configuration, Self.everything)
    var events: [RunEvent] = []
    // Stopped within the warm-up, within the cosine, and then left alone.
    for stopAfter in [4, 7, .max] {
      events += try parts.train(
        configuration, Self.everything, from: events.checkpoints.reversed(), stopAfter: stopAfter)
    }
    #expect(events.metrics == expected.metrics)
    let last = "epoch_3.safetensors"
    #expect(try parts.files()[last] == whole.files()[last])
  }

  @Test func aRunOfMoreEpochsGoesOnFromAShorterOnesCheckpoint() throws {
    let (long, bench) = (try Bench(), try Bench())
    defer {
      long.remove()
      bench.remove()
    }
    let variant = Variant(.resrnn, .gru)
    let expected = try long.train(long.configuration(variant, epochs: 4), Self.endless)
    let short = try bench.train(bench.configuration(variant, epochs: 2), Self.endless)
    let rest = try bench.train(
      bench.configuration(variant, epochs: 4), Self.endless, from: short.checkpoints.reversed())
    #expect(rest.metrics.count == 2)
    #expect(rest.metrics == Array(expected.metrics.suffix(2)))
    let last = "epoch_4.safetensors"
    #expect(try bench.files()[last] == long.files()[last])
  }

  // Why such a run must not be extended.
  @Test(arguments: [Schedule.cosine, .step])
  func aShorterRunUnderAScheduleIsNotTheBeginningOfALongerOne(_ schedule: Schedule) throws {
    let bench = try Bench()
    defer { bench.remove() }
    let optimization = Optimization(schedule: schedule)
    let variant = Variant(.rnn, .rnn)
    let (short, long) = try (
      bench.train(bench.configuration(variant, epochs: 2), optimization),
      bench.train(bench.configuration(variant, epochs: 4), optimization)
    )
    let end = short.metrics.filter { $0.hasPrefix("2 ") }
    #expect(!end.isEmpty && end != long.metrics.filter { $0.hasPrefix("2 ") })
  }

  @Test func aClippedRunStillDiverges() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.rnn, .lstm), epochs: 30, learningRate: 1e30)
    let events = try bench.train(configuration, Optimization(clipNorm: 1))
    guard case .diverged? = events.end else {
      Issue.record("ended as \(String(describing: events.end))")
      return
    }
  }

  @Test(arguments: [Variant(.cnn), Variant(.crnn, .gru)])
  func theMeanAbsoluteErrorIsOverTheElementsOfTheMSE(_ variant: Variant) throws {
    let bench = try Bench()
    defer { bench.remove() }
    let data = TrainingData(bench.set, splitSeed: 0)
    let learner = Learner(bench.configuration(variant), data: data)
    let expected = data.batches(data.split.test, size: 8).map { indices in
      errors(learner.model, indices.map { bench.set.trajectories[$0].values })
    }
    let found = Evaluation(data, batchSize: 8).errors(learner)
    for (name, mean) in [
      ("squared", expected.map(\.squared)), ("absolute", expected.map(\.absolute)),
    ] {
      let reference = mean.reduce(0, +) / Double(mean.count)
      let error = name == "squared" ? found.test.squared : found.test.absolute
      #expect(abs(error / reference - 1) < 1e-5, "\(name): \(error), not \(reference)")
    }
    #expect(found.train != found.test)
  }

  /// A batch's errors in double precision.
  private func errors(_ model: any Autoencoder, _ sequences: [[Float]]) -> Errors {
    let steps = type(of: model).fixedSteps
    let batch = Batch(sequences: sequences.count, steps: steps ?? sequences[0].count / 2)
    batch.fill(sequences: sequences.count, steps: steps) { sequences[$0] }
    let tape = Tape(workspace: Workspace())
    tape.begin(.batchStatistics)
    let output = model.reconstruct(batch, tape).value.floats
    let differences = zip(output, batch.trajectories.value.floats).map { Double($0) - Double($1) }
    let count = Double(differences.count)
    return Errors(
      squared: differences.reduce(0) { $0 + $1 * $1 } / count,
      absolute: differences.reduce(0) { $0 + abs($1) } / count)
  }
}

extension Bench {
  /// Trains a configuration; asks to save after so many batches' questions.
  func train(
    _ configuration: Configuration, _ optimization: Optimization,
    from checkpoints: [Checkpoint] = [],
    stopAfter questions: Int = .max
  ) throws -> [RunEvent] {
    var events: [RunEvent] = []
    var asked = 0
    let hooks = Trainer.Hooks(
      emit: { events.append($0) },
      control: {
        asked += 1
        return asked > questions ? .save : .proceed
      }, clock: { 0 })
    var trainer = try Trainer(
      assignment(configuration, checkpoints: checkpoints),
      data: TrainingData(set, splitSeed: 0), environment: Self.environment, hooks: hooks,
      optimization: optimization)
    let end = try trainer.run()
    return events + [.ended(end)]
  }
}
