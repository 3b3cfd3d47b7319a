import Datasets
import Experiments
import Foundation
import Neural
import TestSupport
import Testing

@testable import Letters
@testable import Training

/// A small sweep's run on synthetic letters, driven without worker processes.
struct Bench {
  let folder: URL
  let source = DataSource.synthetic(sequences: 60, seed: 5)
  let set: TrajectorySet

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sweep-training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    set = try Assembly.sequences(source)
  }

  func configuration(
    _ variant: Variant, epochs: Int = 3, learningRate: Double = 1e-3, batchSize: Int = 8
  ) -> Configuration {
    Configuration(
      variant: variant, seed: 1,
      model: ModelSettings(latent: 4, hidden: variant.cell.map { _ in 6 }),
      train: TrainSettings(
        epochs: epochs, batchSize: batchSize, learningRate: learningRate, shuffle: true,
        figureEpochs: [0, epochs], evaluateEvery: 2),
      dataset: DatasetIdentity(fingerprint: set.fingerprint, splitSeed: 0),
      engine: Kernels.best.contract)
  }

  func assignment(
    _ configuration: Configuration, checkpoints: [Checkpoint] = [], checkpointEvery: Int = 10
  ) -> Assignment {
    let run = Run(
      label: configuration.variant.label, configuration: configuration, folder: "runs/one",
      checkpointEvery: checkpointEvery)
    return Assignment(
      run: run, attempt: 1, source: .data(source), saveFolder: folder.path,
      home: "runs/one", checkpoints: checkpoints)
  }

  static let environment = Environment(
    version: "test", commit: "test", instructionSet: "test", processor: "test", cores: 1,
    host: "test", system: "test")

  /// Runs an assignment; asks to save after so many batches' questions.
  func run(_ assignment: Assignment, stopAfter questions: Int = .max) throws -> [RunEvent] {
    var events: [RunEvent] = []
    var asked = 0
    let session = LetterSession(environment: Self.environment, clock: { 0 }, coreClock: { 0 })
    try session.run(assignment) {
      events.append($0)
    } control: {
      asked += 1
      return asked > questions ? .save : .proceed
    }
    return events
  }

  /// Checkpoint files by the names that they are for, or by their own.
  func files(asWritten: Bool = false) throws -> [String: Data] {
    let path = folder.appendingPathComponent("runs/one/checkpoints")
    let names = try FileManager.default.contentsOfDirectory(atPath: path.path)
    return try Dictionary(
      names.map {
        (
          asWritten ? $0 : $0.components(separatedBy: "-").last ?? $0,
          try Data(contentsOf: path.appendingPathComponent($0))
        )
      }, uniquingKeysWith: { $1 })
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension [RunEvent] {
  var checkpoints: [Checkpoint] {
    compactMap { if case .checkpoint(let checkpoint) = $0 { checkpoint } else { nil } }
  }

  var metrics: [String] {
    compactMap { event in
      guard case .metrics(let epoch, let metrics) = event else { return nil }
      return "\(epoch) " + metrics.map { "\($0.name.rawValue)=\($0.bits)" }.joined(separator: " ")
    }
  }

  var reconstructions: [Int: Panels] {
    reduce(into: [:]) { found, event in
      if case .reconstruction(let epoch, let panels) = event { found[epoch] = panels }
    }
  }

  var end: RunEnd? { if case .ended(let end)? = last { end } else { nil } }
}

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct TrainingSessionTests {
  @Test(arguments: Variant.table) func aResumedRunEqualsAnUninterruptedOne(_ variant: Variant)
    throws
  {
    let (whole, parts) = (try Bench(), try Bench())
    defer {
      whole.remove()
      parts.remove()
    }
    let expected = try whole.run(whole.assignment(whole.configuration(variant)))
    // Stopped within the first epoch, within the second, and then left alone.
    let configuration = parts.configuration(variant)
    var events: [RunEvent] = []
    var attempts = 0
    for stopAfter in [4, 7, .max] {
      let attempt = try parts.run(
        parts.assignment(configuration, checkpoints: events.checkpoints.reversed()),
        stopAfter: stopAfter)
      attempts += 1
      if stopAfter < .max {
        #expect(attempt.end == .interrupted(seconds: 0, sequences: attempt.trained))
      }
      events += attempt
    }
    #expect(attempts == 3)
    #expect(events.metrics == expected.metrics)
    #expect(events.reconstructions == expected.reconstructions)
    let last = "epoch_3.safetensors"
    #expect(try parts.files()[last] == whole.files()[last])
    guard case .finished? = events.end else {
      Issue.record("ended as \(String(describing: events.end))")
      return
    }
  }

  @Test func theSameRunGivesTheSameBitsTwice() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let assignment = bench.assignment(bench.configuration(Variant(.crnn, .gru)))
    let first = try bench.run(assignment)
    let files = try bench.files()
    #expect(try bench.run(assignment).metrics == first.metrics)
    #expect(try bench.files() == files)
  }

  @Test func anotherSeedGivesOtherBits() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let one = bench.configuration(Variant(.rnn, .gru))
    let other = Configuration(
      variant: one.variant, seed: 2, model: one.model, train: one.train, dataset: one.dataset,
      engine: one.engine)
    let first = try bench.run(bench.assignment(one)).metrics
    #expect(try bench.run(bench.assignment(other)).metrics != first)
  }

  @Test func aNumberThatIsNotFiniteEndsTheRunAsDiverged() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.rnn, .lstm), epochs: 30, learningRate: 1e30)
    let events = try bench.run(bench.assignment(configuration))
    guard case .diverged? = events.end else {
      Issue.record("ended as \(String(describing: events.end))")
      return
    }
    let last = try #require(events.metrics.last)
    #expect(last.contains("train_loss="))
  }

  @Test func aDamagedCheckpointIsToldAndTheOneBeforeIsTaken() throws {
    let (whole, bench) = (try Bench(), try Bench())
    defer {
      whole.remove()
      bench.remove()
    }
    let variant = Variant(.crnn, .rnn)
    let expected = try whole.run(whole.assignment(whole.configuration(variant), checkpointEvery: 1))
    let configuration = bench.configuration(variant)
    let first = try bench.run(
      bench.assignment(configuration, checkpointEvery: 1), stopAfter: 12)
    let known = Array(first.checkpoints.reversed())
    let path = bench.folder.appendingPathComponent(known[0].file)
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: path)
    let second = try bench.run(
      bench.assignment(configuration, checkpoints: known, checkpointEvery: 1))
    #expect(
      second.contains {
        if case .warning(let text) = $0 { text.contains("damaged") } else { false }
      })
    #expect(second.metrics.last == expected.metrics.last)
    #expect(try bench.files()["epoch_3.safetensors"] == whole.files()["epoch_3.safetensors"])
  }

  @Test func aRunOfMoreEpochsGoesOnFromAShorterOnesCheckpoint() throws {
    let (long, bench) = (try Bench(), try Bench())
    defer {
      long.remove()
      bench.remove()
    }
    let variant = Variant(.resrnn, .gru)
    let expected = try long.run(long.assignment(long.configuration(variant, epochs: 4)))
    let short = try bench.run(bench.assignment(bench.configuration(variant, epochs: 2)))
    let rest = try bench.run(
      bench.assignment(
        bench.configuration(variant, epochs: 4), checkpoints: short.checkpoints.reversed()))
    #expect(rest.first == .started(epoch: 2, batch: 0, environment: Bench.environment))
    #expect(rest.metrics == Array(expected.metrics.suffix(rest.metrics.count)))
  }

  @Test func otherDataThanPlannedAreRefused() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.cnn))
    let assignment = Assignment(
      run: bench.assignment(configuration).run, attempt: 1,
      source: .data(.synthetic(sequences: 61, seed: 5)), saveFolder: bench.folder.path,
      home: "runs/one", checkpoints: [])
    guard case .failed(.error(let message, false))? = try bench.run(assignment).end else {
      Issue.record("not refused")
      return
    }
    #expect(message.contains("fingerprint"))
  }

  @Test func aBatchLargerThanTheTrainSetIsRefused() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.cnn), batchSize: 64)
    guard
      case .failed(.error(let message, false))? =
        try bench.run(bench.assignment(configuration)).end
    else {
      Issue.record("not refused")
      return
    }
    #expect(message.contains("batch_size is 64"))
  }

  @Test func aSymbolicLinkInTheSaveFolderIsRefused() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let outside = bench.folder.appendingPathComponent("outside")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: bench.folder.appendingPathComponent("runs"), withDestinationURL: outside)
    guard
      case .failed(.error(let message, false))? =
        try bench.run(bench.assignment(bench.configuration(Variant(.rnn, .rnn)))).end
    else {
      Issue.record("not refused")
      return
    }
    #expect(message.contains("symbolic link"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  @Test func evaluationTrainsNothing() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let configuration = bench.configuration(Variant(.crnn, .lstm))
    let data = TrainingData(bench.set, splitSeed: 0)
    let learner = Learner(configuration, data: data)
    let before = CheckpointCoding.encode(TrainingState(), learner, configuration)
    _ = Evaluation(data, batchSize: 8).metrics(learner)
    #expect(CheckpointCoding.encode(TrainingState(), learner, configuration) == before)
  }

  // The lasting name is given by who holds the store, and to nobody else's files.
  @Test func checkpointsHaveNamesThatNobodyElseUsesAndNoneIsRemoved() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let assignment = bench.assignment(
      bench.configuration(Variant(.rnn, .rnn), epochs: 6), checkpointEvery: 1)
    let files = try (1...2).flatMap { _ in try bench.run(assignment).checkpoints.map(\.file) }
    #expect(Set(files).count == 14)
    #expect(files.allSatisfy { $0.hasPrefix("runs/one/checkpoints/.sweep-") })
    #expect(try bench.files(asWritten: true).count == 14)
  }

  // A worker that was stopped before it wrote, and goes on after its sweep was killed and done again.
  @Test func aWorkerWithoutAParentLeavesNothingBehind() throws {
    let bench = try Bench()
    defer { bench.remove() }
    let session = LetterSession(
      environment: Bench.environment, clock: { 0 }, coreClock: { 0 })
    var isGone = false
    let assignment = bench.assignment(bench.configuration(Variant(.rnn, .rnn)))
    try session.run(assignment) { event in
      if case .checkpoint = event { isGone = true }
    } control: {
      isGone ? .abandon : .proceed
    }
    #expect(try bench.files().isEmpty)
  }
}

extension [RunEvent] {
  /// Sequences that the attempt says it trained.
  var trained: Int {
    if case .interrupted(_, let sequences)? = end { sequences } else { -1 }
  }
}
