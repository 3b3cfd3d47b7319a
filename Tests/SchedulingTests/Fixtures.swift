import Experiments
import Foundation
import Letters
import Synchronization
import Testing

@testable import Scheduling

extension Assignment {
  /// A first attempt at a run whose label says what a fake worker does with it.
  static func fake(_ label: String, id: Int = 0, checkpoints: [Checkpoint] = []) -> Assignment {
    let configuration = Configuration(
      variant: Variant(.cnn), seed: id, model: ModelSettings(latent: 64, hidden: nil),
      train: TrainSettings(
        epochs: 10, batchSize: 64, learningRate: 0.0005, shuffle: true, figureEpochs: [10],
        evaluateEvery: 10), dataset: DatasetIdentity(fingerprint: "0", splitSeed: 0), engine: 1)
    return Assignment(
      run: Run(
        id: "\(label)-\(id)", label: label, configuration: configuration, folder: "r/\(id)",
        checkpointEvery: 5), attempt: 1, source: .data(.synthetic(sequences: 1, seed: 0)),
      saveFolder: "/nowhere", home: "runs/\(id)", checkpoints: checkpoints)
  }
}

extension Checkpoint {
  static func fake(_ epoch: Int) -> Checkpoint {
    Checkpoint(epoch: epoch, batch: 0, file: "r/epoch_\(epoch)", sha256: "0", bytes: 1)
  }
}

/// The jobs of these labels, in this order, all of one expected duration.
func jobs(_ labels: [String]) -> [Job] {
  labels.enumerated().map { Job(.fake($1, id: $0), expectedSeconds: 1) }
}

/// Events with nothing in them that matters.
enum Say {
  static let started = RunEvent.started(
    epoch: 0, batch: 0,
    environment: Environment(
      version: "0", commit: "unknown", instructionSet: "portable", processor: "p", cores: 1,
      host: "h", system: "s"))
  static let progress = RunEvent.progress(
    Progress(epoch: 0, batch: 1, batches: 2, loss: 1, sequencesPerSecond: 1))
  static let finished = RunEvent.ended(.finished(seconds: 1, sequences: 2))
  static let diverged = RunEvent.ended(.diverged(epoch: 3, seconds: 1, sequences: 2))
  static let interrupted = RunEvent.ended(.interrupted(seconds: 1, sequences: 2))
  static let error = RunEvent.ended(.failed(.error(message: "bad", resource: false)))
  static let full = RunEvent.ended(.failed(.error(message: "disk full", resource: true)))
  static func checkpoint(_ epoch: Int) -> RunEvent { .checkpoint(.fake(epoch)) }
}

/// A list that several threads add to.
final class Log<Element: Sendable>: Sendable {
  private let entries = Mutex<[Element]>([])
  func add(_ entry: Element) { entries.withLock { $0.append(entry) } }
  var all: [Element] { entries.withLock { $0 } }
}
