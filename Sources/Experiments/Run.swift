/// One training run of a plan.
public struct Run: Codable, Hashable, Sendable, Identifiable {
  /// First 32 hexadecimal digits of the SHA-256 of the configuration's canonical JSON.
  public let id: String
  /// What people call it within its sweep: `cgru_ae` or `cgru_ae,latent=32,seed=1`.
  public let label: String
  /// All that changes its numbers.
  public let configuration: Configuration
  /// The folder that shows it in its sweep, relative to the save folder: `crnn_ae/gru`. Its figures
  /// are there, and links to what lies in its ``RunHome``.
  public let folder: String
  /// Values of parameters that change no number, such as how often a checkpoint is written.
  public let uncounted: ParameterValues

  /// Makes a run.
  public init(
    id: String, label: String, configuration: Configuration, folder: String,
    uncounted: ParameterValues
  ) {
    self.id = id
    self.label = label
    self.configuration = configuration
    self.folder = folder
    self.uncounted = uncounted
  }

  /// The value of a parameter, whether it counts or not.
  public subscript(path: String) -> Value? { configuration[path] ?? uncounted[path] }
}

/// Where the sequences come from.
public enum DataSource: Codable, Hashable, Sendable {
  /// A file: `.mat`, or the `_TRAIN.ts` of a UEA pair (its `_TEST.ts` is taken from beside it).
  case file(path: String)
  /// The synthetic writer that ships with the product.
  case synthetic(sequences: Int, seed: Int)
}

/// What a worker trains with.
public enum TrainingSource: Hashable, Sendable {
  /// Data for a trainer of ours.
  case data(DataSource)
  /// Somebody else's program.
  case program(ProgramWork)
}

extension TrainingSource: Codable {
  private enum CodingKeys: CodingKey { case data, program }

  /// Reads a source.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let program = try values.decodeIfPresent(ProgramWork.self, forKey: .program) {
      self = .program(program)
    } else {
      self = .data(try values.decode(DataSource.self, forKey: .data))
    }
  }

  /// Writes a source.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .data(let data): try values.encode(data, forKey: .data)
    case .program(let program): try values.encode(program, forKey: .program)
    }
  }
}

/// A program as a worker is told of it.
public struct ProgramWork: Codable, Hashable, Sendable {
  /// The spec's folder, in which it is started; absolute.
  public let folder: String
  /// What the spec says of it.
  public let spec: ProgramSpec
  /// The files that change its numbers, as they were when the sweep began.
  public let inputs: [ProgramRecord.InputFile]
  /// Its parameters' paths, in the order in which its command has them.
  public let parameters: [String]
  /// The metrics that it declares, the headline first.
  public let metrics: [String]
  /// The parameter that says how long a run goes.
  public let budget: String?
  /// It is ended after so many seconds without a word.
  public let silence: Double

  /// Makes a program's description.
  ///
  /// - Precondition: The spec names a program.
  public init(_ record: ProgramRecord, of spec: SweepSpec, silence: Double) {
    guard let program = spec.program else {
      preconditionFailure("ProgramWork: the spec of \(spec.name) names no program")
    }
    folder = record.folder
    inputs = record.inputs
    self.spec = program
    parameters = spec.manifest.parameters.map(\.path)
    metrics = spec.manifest.metrics.map(\.name.rawValue)
    budget = spec.manifest.parameter(.budget)?.path
    self.silence = silence
  }
}

/// What one worker is told about one attempt at one run: a JSON line on its standard input.
public struct Assignment: Codable, Hashable, Sendable {
  /// What to train.
  public let run: Run
  /// 1 for the first attempt.
  public let attempt: Int
  /// Where the data is, whose fingerprint must equal the configuration's; or the program.
  public let source: TrainingSource
  /// The absolute save folder.
  public let saveFolder: String
  /// The run's home, relative to the save folder: all that a worker writes lies in it.
  public let home: String
  /// Checkpoints to go on from, newest first; the first whose file has its digest is taken.
  public let checkpoints: [Checkpoint]
  /// Whether only values are kept: no reconstructions, and checkpoints only once a minute and when
  /// asked to stop. Changes no number.
  public let valuesOnly: Bool

  /// Makes an assignment.
  public init(
    run: Run, attempt: Int, source: TrainingSource, saveFolder: String, home: String,
    checkpoints: [Checkpoint], valuesOnly: Bool = false
  ) {
    self.run = run
    self.attempt = attempt
    self.source = source
    self.saveFolder = saveFolder
    self.home = home
    self.checkpoints = checkpoints
    self.valuesOnly = valuesOnly
  }

  /// The same run, tried once more from where it has come to.
  public func again(attempt: Int, from checkpoints: [Checkpoint]) -> Assignment {
    Assignment(
      run: run, attempt: attempt, source: source, saveFolder: saveFolder, home: home,
      checkpoints: checkpoints, valuesOnly: valuesOnly)
  }
}

/// A checkpoint file and the state it holds.
public struct Checkpoint: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Batches done of the pass after that; 0 at an epoch's end.
  public let batch: Int
  /// Path relative to the save folder.
  public let file: String
  /// SHA-256 of the file, in hexadecimal.
  public let sha256: String
  /// Size of the file.
  public let bytes: Int

  /// Makes a checkpoint's record.
  public init(epoch: Int, batch: Int, file: String, sha256: String, bytes: Int) {
    self.epoch = epoch
    self.batch = batch
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
  }
}
