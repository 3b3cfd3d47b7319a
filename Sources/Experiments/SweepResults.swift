/// Everything a report is made from: a sweep's values, read once from the store or `results.jsonl`.
public struct SweepResults: Hashable, Sendable {
  /// The sweep.
  public let sweep: SweepRecord
  /// The first test batch, as it is; `nil` until a run has begun.
  public let groundTruth: Panels?
  /// Its runs, in the plan's order.
  public let runs: [RunResult]
  /// How long its runs took by the clock on the wall; `nil` where that was not kept.
  public let wallClock: WallClock?

  /// Makes results.
  public init(
    sweep: SweepRecord, groundTruth: Panels?, runs: [RunResult], wallClock: WallClock? = nil
  ) {
    self.sweep = sweep
    self.groundTruth = groundTruth
    self.runs = runs
    self.wallClock = wallClock
  }
}

/// The time in which a sweep's runs went on, by the wall clock, in whole seconds.
public struct WallClock: Codable, Hashable, Sendable {
  /// The sum over the sessions; time in which no run was on is not in it.
  public let seconds: Int
  /// How many sessions: stretches of time in which runs were on without a break.
  public let sessions: Int
  /// Attempts whose end nobody recorded, since the sweep was killed; each counts up to the last
  /// that was heard of it.
  public let cutShort: Int

  /// Makes a reading.
  public init(seconds: Int, sessions: Int, cutShort: Int) {
    self.seconds = seconds
    self.sessions = sessions
    self.cutShort = cutShort
  }

  enum CodingKeys: String, CodingKey {
    case seconds, sessions
    case cutShort = "cut_short"
  }
}

/// A sweep as the store keeps it.
public struct SweepRecord: Hashable, Sendable {
  /// Its name, and so the report's folder.
  public let name: String
  /// The resolved specification as canonical JSON, `--set` applied.
  public let spec: String
  /// SHA-256 of `spec`, in hexadecimal.
  public let specSHA256: String
  /// On what it ran.
  public let source: SourceRecord
  /// What its trainer declares.
  public let manifest: Manifest
  /// Published figures to stand beside ours, by label and metric.
  public let published: [String: [MetricName: Double]]

  /// Makes a sweep's record.
  public init(
    name: String, spec: String, specSHA256: String, source: SourceRecord,
    published: [String: [MetricName: Double]]
  ) {
    self.name = name
    self.spec = spec
    self.specSHA256 = specSHA256
    self.source = source
    self.published = published
    manifest = Manifest(ofSpec: spec)
  }

  /// Makes the record of a sweep on data.
  public init(
    name: String, spec: String, specSHA256: String, dataset: DatasetRecord,
    published: [String: [MetricName: Double]]
  ) {
    self.init(
      name: name, spec: spec, specSHA256: specSHA256, source: .data(dataset), published: published)
  }

  /// The data; `nil` where a program trains, which has its own.
  public var dataset: DatasetRecord? { if case .data(let data) = source { data } else { nil } }

  /// The program; `nil` where a trainer of ours trains.
  public var program: ProgramRecord? {
    if case .program(let program) = source { program } else { nil }
  }
}

/// A dataset, for the report's reader.
public struct DatasetRecord: Codable, Hashable, Sendable {
  /// What it is, in one line, without any path: `mixoutALL_shifted.mat` or `synthetic (seed 0)`.
  public let name: String
  /// Why this one: `the first source of the spec`, `fallback: ... is absent`, `--data`.
  public let choice: String
  /// SHA-256 of the sequences' content.
  public let fingerprint: String
  /// Number of sequences.
  public let sequences: Int
  /// Sequences trained on.
  public let train: Int
  /// Sequences kept for testing.
  public let test: Int
  /// Whether it is the synthetic writer's.
  public let isSynthetic: Bool
  /// Where to get it, again to train on it.
  public let source: DataSource

  /// Makes a dataset's record.
  public init(
    name: String, choice: String, fingerprint: String, sequences: Int, train: Int, test: Int,
    isSynthetic: Bool, source: DataSource
  ) {
    self.name = name
    self.choice = choice
    self.fingerprint = fingerprint
    self.sequences = sequences
    self.train = train
    self.test = test
    self.isSynthetic = isSynthetic
    self.source = source
  }
}

/// What a run is doing, or how it ended.
public enum RunState: String, Codable, CaseIterable, Sendable {
  case pending, running, interrupted, finished, diverged, failed
}

/// One run and what came out of it.
public struct RunResult: Codable, Hashable, Sendable {
  /// The run.
  public let run: Run
  /// What it is doing, or how it ended.
  public let state: RunState
  /// How often it was begun.
  public let attempts: Int
  /// Measured values, by state, ascending.
  public let metrics: [EpochMetrics]
  /// Reconstructions of the first test batch, by state, ascending.
  public let reconstructions: [EpochPanels]
  /// Pictures and texts that it made, by step and name.
  public let artifacts: [Artifact]
  /// Checkpoint files that exist, ascending.
  public let checkpoints: [Checkpoint]
  /// Seconds of training over all attempts; monotonic clock.
  public let seconds: Double
  /// Sequences trained in those seconds.
  public let sequences: Int
  /// Why it failed or where it diverged, in words; `nil` else.
  public let failure: String?
  /// On what its last attempt ran; `nil` if never begun.
  public let environment: Environment?
  /// Seconds of a core over all attempts; `nil` where an attempt did not measure them.
  public let coreSeconds: Double?
  /// Whether it came out the same when it was trained again; `nil` if nobody did.
  public let attested: Bool?
  /// The step in which it diverged; `nil` where it did not, or that is not known.
  public let divergedAt: Int?

  /// Makes a result.
  public init(
    run: Run, state: RunState, attempts: Int, metrics: [EpochMetrics],
    reconstructions: [EpochPanels], artifacts: [Artifact] = [], checkpoints: [Checkpoint],
    seconds: Double, sequences: Int, failure: String?, environment: Environment?,
    coreSeconds: Double? = nil, attested: Bool? = nil,
    divergedAt: Int? = nil
  ) {
    self.run = run
    self.state = state
    self.attempts = attempts
    self.metrics = metrics
    self.reconstructions = reconstructions
    self.artifacts = artifacts
    self.checkpoints = checkpoints
    self.seconds = seconds
    self.sequences = sequences
    self.failure = failure
    self.environment = environment
    self.coreSeconds = coreSeconds
    self.attested = attested
    self.divergedAt = divergedAt
  }

  /// The last value of a metric, with its epoch.
  public func last(_ name: MetricName) -> (epoch: Int, value: Double)? {
    for entry in metrics.reversed() {
      if let metric = entry.metrics.first(where: { $0.name == name }) {
        return (entry.epoch, metric.value)
      }
    }
    return nil
  }
}

/// The values of one state.
public struct EpochMetrics: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Its values, in `MetricName`'s order.
  public let metrics: [Metric]

  /// Makes an entry.
  public init(epoch: Int, metrics: [Metric]) {
    self.epoch = epoch
    self.metrics = metrics
  }
}

/// The reconstructions of one state.
public struct EpochPanels: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// The trajectories.
  public let panels: Panels

  /// Makes an entry.
  public init(epoch: Int, panels: Panels) {
    self.epoch = epoch
    self.panels = panels
  }
}
