import Experiments
import Foundation
import GRDB
import Letters

@testable import Storage

/// A folder of its own for one test, taken away afterwards.
final class TestFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = StorePath(url.path).real
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: String { path + "/results.sqlite" }

  func open(spec: String = "paper", at seconds: Int = 1000) throws -> ResultStore {
    try ResultStore.openForWriting(store, spec: spec, trainers: .letters) {
      Date(timeIntervalSince1970: Double(seconds))
    }
  }

  func bytes(_ name: String = "results.sqlite") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
  }

  func write(_ data: Data, _ name: String = "results.sqlite") throws {
    try data.write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// What a killed process would leave: the files as they are, in another folder.
  func crashImage() throws -> TestFolder {
    let image = try TestFolder()
    for name in ["results.sqlite", "results.sqlite-wal"] { try image.write(bytes(name), name) }
    return image
  }

  /// The error of opening for writing.
  func refusal() -> StoreError? { refusal(of: store) }

  func refusal(of path: String) -> StoreError? {
    do {
      _ = try ResultStore.openForWriting(path, spec: "second", trainers: .letters) { Date() }
      return nil
    } catch {
      return error
    }
  }

  /// The error of opening for reading.
  func readRefusal() -> StoreError? {
    do {
      _ = try ResultStore.openForReading(store, trainers: .letters)
      return nil
    } catch {
      return error
    }
  }
}

/// Made-up values.
enum Sample {
  static let environment = Environment(
    version: "0.1.0", commit: "abc", instructionSet: "portable", processor: "one", cores: 2,
    host: "here", system: "Linux")

  static func configuration(
    _ variant: Variant = Variant(.crnn, .gru), seed: Int = 0, epochs: Int = 20,
    figures: [Int]? = nil
  ) -> Experiments.Configuration {
    Configuration(
      variant: variant, seed: seed, model: ModelSettings(latent: 16, hidden: 32),
      train: TrainSettings(
        epochs: epochs, batchSize: 64, learningRate: 0.001, shuffle: true,
        figureEpochs: figures ?? [0, epochs], evaluateEvery: 10),
      dataset: DatasetIdentity(fingerprint: "f00d", splitSeed: 0), engine: 1)
  }

  static func run(_ id: String, _ configuration: Experiments.Configuration = configuration())
    -> Run
  {
    Run(
      id: id, label: "label-\(id)", configuration: configuration, folder: "crnn_ae/gru",
      checkpointEvery: 10)
  }

  static func sweep(_ name: String = "paper", spec: String = "{}") -> SweepRecord {
    SweepRecord(
      name: name, spec: spec, specSHA256: sha256(of: spec),
      dataset: DatasetRecord(
        name: "synthetic (seed 0)", choice: "the first source of the spec", fingerprint: "f00d",
        sequences: 10, train: 8, test: 2, isSynthetic: true,
        source: .synthetic(sequences: 10, seed: 0)),
      published: ["cgru_ae": [.trainMSE: 1.5, .testMSE: 2.5]],
      manifest: .letters)
  }

  static func sha256(of text: String) -> String {
    Checkpoint(epoch: 0, batch: 0, file: "", contents: Array(text.utf8)).sha256
  }

  static func panels(_ first: Float = 0) -> Panels {
    Panels([[first, 1, -0.0, .nan], [2, 3], []])
  }

  static func artifact(_ step: Int = 1, _ content: [UInt8] = [65, 66]) -> Artifact {
    Artifact(
      name: "confusion", step: step, kind: .text, file: "confusion.txt", content: content)
  }

  /// A sweep of somebody else's program.
  static func program(_ name: String = "digits") -> SweepRecord {
    let spec = """
      {"name":"digits","parameters":{"epochs":20,"lr":[0.1,0.01],"workers":4},"trainer":{\
      "budget":"epochs","command":["python3","train.py"],\
      "metrics":{"accuracy":"higher","val/loss (mean)":"lower"},"uncounted":["workers"]}}
      """
    return SweepRecord(
      name: name, spec: spec, specSHA256: sha256(of: spec),
      source: .program(ProgramRecord(folder: "/tmp", inputs: [])), published: [:],
      manifest: Trainers.letters.manifest(ofSpec: spec))
  }

  /// A run of it.
  static func programRun(_ id: String, lr: Double = 0.1, epochs: Int = 20) -> Run {
    let facts = ProgramRecord(folder: "/tmp", inputs: []).facts(command: ["python3", "train.py"])
    let values = ParameterValues(
      facts + [.init("epochs", .whole(epochs)), .init("lr", .number(lr))])
    return Run(
      id: id, label: "lr=\(lr)", configuration: Configuration(seed: 0, values: values),
      folder: "digits/\(id)", uncounted: ParameterValues([.init("workers", .whole(4))]))
  }

  static func checkpoint(_ epoch: Int, batch: Int = 0, folder: String = "a") -> Checkpoint {
    Checkpoint(
      epoch: epoch, batch: batch, file: "\(folder)/epoch_\(epoch)_\(batch).safetensors",
      sha256: "\(epoch)", bytes: 100 + epoch)
  }

  static func started(_ epoch: Int = 0, batch: Int = 0) -> RunEvent {
    .started(epoch: epoch, batch: batch, environment: environment)
  }
}

extension ResultStore {
  /// Keeps events of one run.
  func record(_ run: String, _ events: RunEvent..., willRetry: Bool = false) throws {
    try record(events.map { (run: run, event: $0, willRetry: willRetry) })
  }

  /// The result of one run of the sweep `paper`.
  func result(_ run: String) throws -> RunResult? {
    try results(sweep: "paper").runs.first { $0.run.id == run }
  }

  /// Rows as texts, columns parted by `|`.
  func rows(_ sql: String) throws -> [String] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "NULL" : "\($0.storage.value ?? "")" }
          .joined(separator: "|")
      }
    }
  }
}
