import Datasets
import Experiments
import Training

/// A spec with its data: all that is known before a store is looked at.
struct PreparedSweep {
  /// What is to be tried.
  let spec: SweepSpec
  /// The sweep as the store keeps it.
  let record: SweepRecord
  /// Its runs.
  let plan: Plan
  /// The data, split.
  let data: TrainingData

  /// Reads the data and expands the spec.
  ///
  /// - Parameter file: What errors call the spec.
  init(_ spec: SweepSpec, on choice: DataChoice, maxRuns: Int, file: String) throws {
    try Self.refuseTooMany(spec, maxRuns: maxRuns, file: file)
    let data = try Self.load(choice.source, splitSeed: spec.splitSeed)
    let dataset = DatasetRecord(choice, data)
    self.spec = spec
    self.data = data
    record = SweepRecord(
      name: choice.sweepName, spec: spec.canonicalJSON, specSHA256: spec.sha256, dataset: dataset,
      published: spec.published)
    plan = try Plan(
      spec, name: choice.sweepName,
      dataset: DatasetIdentity(
        fingerprint: dataset.fingerprint, splitSeed: spec.splitSeed),
      engine: Engine.contract, maxRuns: maxRuns, file: file)
    try refuseLargeBatches()
  }

  /// Each run would fail by itself, one after another.
  private func refuseLargeBatches() throws {
    let largest = plan.runs.map(\.configuration.train.batchSize).max() ?? 0
    guard largest > data.split.train.count || data.split.test.isEmpty else { return }
    throw Failure(
      .input,
      "\(record.dataset.name): \(data.split.train.count) train and \(data.split.test.count) test "
        + "sequences, but train.batch_size is \(largest)",
      safe: "nothing was started and nothing was written",
      next: "a smaller batch (--set train.batch_size=8), or more data")
  }

  /// What a person should know of the data, a line each.
  var notes: [String] {
    let (set, most) = (data.set, Trajectory.longest)
    guard set.cut > 0 else { return [] }
    let longest = set.trajectories.map(\.length).max() ?? 0
    return [
      "\(set.cut) of \(set.trajectories.count) movements are longer than \(most) samples (the longest "
        + "has \(set.longestMovement)) and are cut to \(longest) steps"
    ]
  }

  /// Reads a source; what is wrong with it is the user's to mend.
  static func load(_ source: DataSource, splitSeed: Int) throws -> TrainingData {
    do {
      return TrainingData(try Assembly.sequences(source), splitSeed: splitSeed)
    } catch {
      throw Failure(
        .input, "\(error)", safe: "nothing was started and nothing was written",
        next: "fix or replace the file, or name another one with --data PATH")
    }
  }

  // Before the data is read: a plan of too many runs is refused at once.
  private static func refuseTooMany(_ spec: SweepSpec, maxRuns: Int, file: String) throws {
    if let count = RunCount(of: spec).value, count <= maxRuns { return }
    let nothing = DatasetIdentity(fingerprint: "", splitSeed: 0)
    _ = try Plan(
      spec, name: spec.name, dataset: nothing, engine: 0, maxRuns: maxRuns, file: file)
  }
}

extension DatasetRecord {
  /// The record of data that was read.
  init(_ choice: DataChoice, _ data: TrainingData) {
    let name = choice.source.isSynthetic ? choice.source.words : data.set.name
    self.init(
      name: name, choice: choice.why, fingerprint: data.set.fingerprint,
      sequences: data.set.trajectories.count, train: data.split.train.count,
      test: data.split.test.count, isSynthetic: choice.source.isSynthetic, source: choice.source)
  }
}
