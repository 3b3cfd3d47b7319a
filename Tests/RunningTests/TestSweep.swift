import Experiments
import Files
import Foundation
import Letters
import Scheduling
import Storage

@testable import Running

/// A store and its save folder for one test, taken away afterwards.
final class TestSweep {
  let store: ResultStore
  let place: SavePlace
  let runs: [Run]

  /// - Parameter runs: How many are registered.
  init(runs count: Int = 2) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "running-\(UUID())").path
    place = SavePlace(files: SafeFolder(path), root: "runs")
    try place.files.make()
    runs = (0..<count).map(Self.run)
    store = try ResultStore.openForWriting("\(path)/results.sqlite", spec: "s", trainers: .own) {
      Date(timeIntervalSince1970: 1000)
    }
    try store.register(Self.record, runs: runs)
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(atPath: place.files.path)
  }

  /// Figures of epochs 0 and 20.
  static func run(_ seed: Int) -> Run {
    let configuration = Configuration(
      variant: Variant(.cnn), seed: seed, model: ModelSettings(latent: 4, hidden: nil),
      train: TrainSettings(
        epochs: 20, batchSize: 8, learningRate: 1e-3, shuffle: true, figureEpochs: [0, 20],
        evaluateEvery: 1), dataset: DatasetIdentity(fingerprint: "f", splitSeed: 0), engine: 1)
    return Run(
      id: "id-\(seed)", label: "cnn_ae,seed=\(seed)", configuration: configuration,
      folder: "cnn_ae/\(seed)", checkpointEvery: 1)
  }

  static let record = SweepRecord(
    name: "s", spec: "{}",
    specSHA256: Checkpoint(epoch: 0, batch: 0, file: "", contents: Array("{}".utf8)).sha256,
    dataset: DatasetRecord(
      name: "d", choice: "c", fingerprint: "f", sequences: 10, train: 8, test: 2,
      isSynthetic: true, source: .synthetic(sequences: 10, seed: 0)), published: [:],
    manifest: .letters)

  static let environment = Environment(
    version: "0", commit: "c", instructionSet: "portable", processor: "one", cores: 1,
    host: "here", system: "Linux")

  /// Writes a checkpoint's file.
  func checkpoint(_ epoch: Int, of run: Run) throws -> Checkpoint {
    let file = place.home(run.id).checkpoint(epoch: epoch, batch: 0)
    let bytes = Array("state \(epoch)".utf8)
    try place.files.write(bytes, to: file)
    return Checkpoint(epoch: epoch, batch: 0, file: file, contents: bytes)
  }

  func isThere(_ checkpoint: Checkpoint) -> Bool { place.files.kind(of: checkpoint.file) != nil }

  func recorder() -> Recorder {
    let planned = runs.map {
      PlannedRun(run: $0, decision: .new, checkpoints: [], continues: nil)
    }
    return Recorder(store, place, .letters, planned: planned, now: 0)
  }

  func result(_ run: Run) throws -> RunResult? {
    try store.results(sweep: "s").runs.first { $0.run.id == run.id }
  }
}

extension Run {
  /// An event of this run.
  func says(_ event: RunEvent) -> ScheduledEvent {
    ScheduledEvent(run: self, attempt: 1, event: event)
  }

  var starts: ScheduledEvent {
    says(.started(epoch: 0, batch: 0, environment: TestSweep.environment))
  }
}
