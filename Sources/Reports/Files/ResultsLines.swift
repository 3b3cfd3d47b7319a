import Experiments

/// What tells the form of a file before anything else is read.
struct VersionLine: Decodable {
  /// The form's version.
  let version: Int
}

/// The first line: the sweep.
struct SweepLine: Codable {
  private let version: Int
  private let name: String
  private let spec: String
  private let specSHA256: String
  /// `nil` where a program trained.
  private let dataset: Dataset?
  /// The program's files that count; `nil` where a trainer of ours trained.
  private let inputs: [ProgramRecord.InputFile]?
  private let published: [String: [MetricName: Double]]
  private let circumstances: Circumstances
  /// Of a search by a program alone: what it answered.
  private let answers: [SearchAnswer]?
  /// How many lines of runs follow.
  let runs: Int

  private struct Dataset: Codable {
    let name: String
    let fingerprint: String
    let sequences: Int
    let train: Int
    let test: Int
    let isSynthetic: Bool
  }

  private struct Circumstances: Codable {
    let choice: String?
    let source: DataSource?
    let wallClock: WallClock?

    private enum CodingKeys: String, CodingKey {
      case choice, source
      case wallClock = "wall_clock"
    }

    init(_ results: SweepResults) {
      let data = results.sweep.dataset
      (choice, source) = (data?.choice, data?.source.withoutFolder)
      wallClock = results.wallClock
    }
  }

  private enum CodingKeys: String, CodingKey {
    case version, name, spec, dataset, inputs, published, circumstances, answers, runs
    case specSHA256 = "spec_sha256"
  }

  /// Makes the line of results.
  init(_ results: SweepResults) {
    let sweep = results.sweep
    version = ResultsFile.version
    name = sweep.name
    spec = sweep.spec
    specSHA256 = sweep.specSHA256
    dataset = sweep.dataset.map { data in
      Dataset(
        name: data.name, fingerprint: data.fingerprint, sequences: data.sequences,
        train: data.train, test: data.test, isSynthetic: data.isSynthetic)
    }
    inputs = sweep.program?.inputs
    published = sweep.published
    circumstances = Circumstances(results)
    answers = results.answers.isEmpty ? nil : results.answers
    runs = results.runs.count
  }

  /// Refuses a name or a source that no spec could have given: a folder is named after it.
  func check() throws(RuleBroken) {
    try SweepName.check(name)
    try circumstances.source?.check()
    for input in inputs ?? [] { try input.check() }
  }

  /// Whether data that is named also has a source.
  var isWhole: Bool { dataset == nil || circumstances.source != nil }

  /// What its search program answered.
  var given: [SearchAnswer] { answers ?? [] }

  /// How long the sweep took; files of older programs do not say it.
  var wallClock: WallClock? { circumstances.wallClock }

  /// The sweep's record.
  func record(_ trainers: Trainers) -> SweepRecord {
    SweepRecord(
      name: name, spec: spec, specSHA256: specSHA256, source: origin, published: published,
      manifest: trainers.manifest(ofSpec: spec))
  }

  // Which folder a program's spec lay in is nothing for a report.
  private var origin: SourceRecord {
    guard let dataset, let source = circumstances.source else {
      return .program(ProgramRecord(folder: "/", inputs: inputs ?? []))
    }
    return .data(
      DatasetRecord(
        name: dataset.name, choice: circumstances.choice ?? "", fingerprint: dataset.fingerprint,
        sequences: dataset.sequences, train: dataset.train, test: dataset.test,
        isSynthetic: dataset.isSynthetic, source: source))
  }
}

/// The second line: the first test batch as it is.
struct GroundTruthLine: Codable {
  /// `nil` until a run has begun.
  let groundTruth: Panels?

  private enum CodingKeys: String, CodingKey { case groundTruth = "ground_truth" }
}

/// A line of a run.
struct RunLine: Codable {
  private let run: Run
  private let state: RunState
  private let failure: String?
  private let metrics: MetricColumns
  private let reconstructions: [EpochPanels]
  /// Files of older versions do not have it.
  private let artifacts: [Artifact]?
  /// Of runs of a program alone: files of others stay as they are.
  private let divergedAt: Int?
  private let checkpoints: [Checkpoint]
  private let circumstances: Circumstances

  private enum CodingKeys: String, CodingKey {
    case run, state, failure, metrics, reconstructions, artifacts, checkpoints, circumstances
    case divergedAt = "diverged_at"
  }

  private struct Circumstances: Codable {
    let attempts: Int
    let seconds: Double
    let sequences: Int
    let environment: Environment?
    let coreSeconds: Double?
    /// Files of older versions do not have it.
    let attested: Bool?

    private enum CodingKeys: String, CodingKey {
      case attempts, seconds, sequences, environment, attested
      case coreSeconds = "core_seconds"
    }
  }

  /// Makes the line of a run.
  init(_ result: RunResult) {
    run = result.run
    state = result.state
    failure = result.failure
    metrics = MetricColumns(result.metrics)
    reconstructions = result.reconstructions
    artifacts = result.artifacts.isEmpty ? nil : result.artifacts
    divergedAt = result.run.configuration.isProgram ? result.divergedAt : nil
    checkpoints = result.checkpoints
    circumstances = Circumstances(
      attempts: result.attempts, seconds: result.seconds, sequences: result.sequences,
      environment: result.environment, coreSeconds: result.coreSeconds, attested: result.attested)
  }

  /// The run and what came out of it.
  ///
  /// - Parameter manifest: What its trainer declares.
  func result(_ manifest: Manifest) -> RunResult {
    RunResult(
      run: run, state: state, attempts: circumstances.attempts,
      metrics: metrics.entries(manifest.metrics.map(\.name)),
      reconstructions: reconstructions, artifacts: artifacts ?? [], checkpoints: checkpoints,
      seconds: circumstances.seconds,
      sequences: circumstances.sequences, failure: failure, environment: circumstances.environment,
      coreSeconds: circumstances.coreSeconds, attested: circumstances.attested,
      divergedAt: divergedAt)
  }
}

extension DataSource {
  /// The same, of a file only its name.
  fileprivate var withoutFolder: DataSource {
    guard case .file(let path) = self else { return self }
    return .file(path: path.split(separator: "/").last.map { String($0) } ?? path)
  }
}
