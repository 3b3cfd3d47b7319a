import Experiments
import Storage

/// A run, for other programs.
struct RunJSON: Encodable {
  /// A measured value. What a state is counted in is its key; the other is `nil`.
  struct Value: Encodable {
    let epoch: Int?
    let step: Int?
    let name: String
    let value: Double
    let bits: String
  }

  /// Something that the run made.
  struct File: Encodable {
    let name: String
    let step: Int
    let kind: Artifact.Kind
    let file: String
    let bytes: Int
  }

  let sweep: String
  let run: Run
  let state: RunState
  let failure: String?
  let attempts: Int
  let seconds: Double
  let sequences: Int?
  let environment: Environment?
  let checkpoints: [Checkpoint]
  let artifacts: [File]?
  let warnings: [String]
  let metrics: [Value]

  init(_ sweep: SweepRecord, _ result: RunResult, _ history: RunHistory) {
    self.sweep = sweep.name
    run = result.run
    state = result.state
    failure = result.failure
    attempts = result.attempts
    seconds = result.seconds
    sequences = sweep.manifest.words.work == nil ? nil : result.sequences
    environment = result.environment
    checkpoints = result.checkpoints
    artifacts = sweep.program == nil ? nil : Self.files(result)
    warnings = history.warnings.map(\.message)
    metrics = Self.values(result, isEpoch: sweep.manifest.words.step == "epoch")
  }

  private static func values(_ result: RunResult, isEpoch: Bool) -> [Value] {
    result.metrics.flatMap { entry in
      entry.metrics.map { metric in
        Value(
          epoch: isEpoch ? entry.epoch : nil, step: isEpoch ? nil : entry.epoch,
          name: metric.name.rawValue, value: metric.value, bits: Hexadecimal.digits(metric.bits))
      }
    }
  }

  private static func files(_ result: RunResult) -> [File] {
    result.artifacts.map { artifact in
      File(
        name: artifact.name, step: artifact.step, kind: artifact.kind, file: artifact.file,
        bytes: artifact.content.count)
    }
  }
}
