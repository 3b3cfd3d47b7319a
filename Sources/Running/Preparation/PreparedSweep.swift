import Datasets
import Experiments
import Foundation
import Letters
import Programs
import Storage

/// A spec with its data or its program: all that is known before a store is looked at.
package struct PreparedSweep {
  /// What is to be tried.
  package let spec: SweepSpec
  /// The sweep as the store keeps it.
  package let record: SweepRecord
  /// Its runs.
  package let plan: Plan
  /// The data, split; `nil` where a program trains.
  package let data: TrainingData?
  /// Whom a search asks for trials; `nil` where it asks nobody.
  let asker: SearchAsker?
  private let maxRuns: Int
  private let file: String

  /// Reads the data and expands the spec.
  ///
  /// - Parameters:
  ///   - folder: The spec's, absolute; a search program begins there.
  ///   - file: What errors call the spec.
  package init(
    _ spec: SweepSpec, on choice: DataChoice, folder: String = "", maxRuns: Int, file: String
  ) throws {
    try Self.refuseTooMany(spec, maxRuns: maxRuns, file: file)
    let data = try Self.load(
      choice.source, splitSeed: spec.splitSeed, as: DatasetForm(of: spec))
    try self.init(
      spec, .data(DatasetRecord(choice, data, searchFolder: spec.asksProgram ? folder : nil)), data,
      in: folder, name: choice.sweepName, maxRuns: maxRuns, file: file)
    try refuseLargeBatches(data)
  }

  /// Reads a program's input files and expands the spec.
  ///
  /// - Parameters:
  ///   - folder: The spec's, absolute.
  ///   - file: What errors call the spec.
  package init(
    _ spec: SweepSpec, _ program: ProgramSpec, in folder: String, name: String, maxRuns: Int,
    file: String
  ) throws {
    try Self.refuseTooMany(spec, maxRuns: maxRuns, file: file)
    let inputs = try ProgramInputs.read(program.inputs, in: folder)
    try self.init(
      spec, .program(ProgramRecord(folder: folder, inputs: inputs)), nil, in: folder, name: name,
      maxRuns: maxRuns, file: file)
  }

  private init(
    _ spec: SweepSpec, _ source: SourceRecord, _ data: TrainingData?, in folder: String,
    name: String, maxRuns: Int, file: String
  ) throws {
    self.spec = spec
    self.data = data
    (self.maxRuns, self.file) = (maxRuns, file)
    asker = try SearchAsker(spec, in: folder)
    record = SweepRecord(
      name: name, spec: spec.canonicalJSON, specSHA256: spec.sha256, source: source,
      published: spec.published, manifest: spec.manifest)
    plan = try Plan(spec, of: record, maxRuns: maxRuns, file: file)
  }

  /// The same as far as a search follows from what a store has.
  ///
  /// - Throws: `StoreError`, `SpecError`.
  package func following(_ store: ResultStore?) throws -> PreparedSweep {
    guard spec.isSearched, let store else { return self }
    return try following(try knowledge(store))
  }

  /// What a store knows of the search.
  ///
  /// - Throws: `StoreError`.
  func knowledge(_ store: ResultStore) throws -> SearchKnowledge {
    try store.knowledge(sweep: record.name, key: asker?.key ?? "")
  }

  /// The same as far as a search follows from what is known.
  ///
  /// - Throws: `SpecError`.
  func following(_ knowledge: SearchKnowledge) throws -> PreparedSweep {
    try PreparedSweep(
      self,
      try Plan(spec, of: record, knowledge: knowledge, maxRuns: maxRuns, file: file))
  }

  private init(_ other: PreparedSweep, _ plan: Plan) throws {
    (spec, record, data, asker) = (other.spec, other.record, other.data, other.asker)
    (maxRuns, file) = (other.maxRuns, other.file)
    self.plan = plan
  }

  /// What a worker trains with.
  ///
  /// - Parameter silence: A program is ended after so many seconds without a word.
  func source(silence: Double) -> TrainingSource {
    switch record.source {
    case .data(let data): .data(data.source)
    case .program(let program): .program(ProgramWork(program, of: spec, silence: silence))
    }
  }

  /// Each run would fail by itself, one after another.
  private func refuseLargeBatches(_ data: TrainingData) throws {
    let largest = plan.runs.map(\.configuration.train.batchSize).max() ?? 0
    guard largest > data.split.train.count || data.split.test.isEmpty else { return }
    throw Failure(
      .input,
      "\(data.set.name): \(data.split.train.count) train and \(data.split.test.count) test "
        + "sequences, but train.batch_size is \(largest)",
      safe: "nothing was started and nothing was written",
      next: "a smaller batch (--set train.batch_size=8), or more data")
  }

  /// What a person should know of the data, a line each.
  var notes: [String] { data?.set.notes ?? [] }

  /// Reads a source; what is wrong with it is the user's to mend.
  package static func load(
    _ source: DataSource, splitSeed: Int, as form: DatasetForm
  ) throws -> TrainingData {
    do {
      return TrainingData(try Assembly.sequences(source, as: form), splitSeed: splitSeed)
    } catch {
      throw Failure(
        .input, "\(error)", safe: "nothing was started and nothing was written",
        next: "fix or replace the file, or name another one with --data PATH")
    }
  }

  // Before the data is read: a plan of too many runs is refused at once.
  private static func refuseTooMany(_ spec: SweepSpec, maxRuns: Int, file: String) throws {
    if let count = RunCount(of: spec).value, count <= maxRuns { return }
    _ = try Plan(spec, name: spec.name, facts: [], maxRuns: maxRuns, file: file)
  }
}

extension Plan {
  /// The runs of a sweep as the store keeps it.
  package init(
    _ spec: SweepSpec, of record: SweepRecord, knowledge: SearchKnowledge = .none, maxRuns: Int,
    file: String
  ) throws {
    try self.init(
      spec, name: record.name, facts: record.facts(of: spec), recorded: Self.recorded(spec),
      knowledge: knowledge, maxRuns: maxRuns, file: file)
  }

  /// The variables that a program's spec names, as they are now; those that are not set are not
  /// there.
  private static func recorded(_ spec: SweepSpec) -> [ParameterValues.Entry] {
    let variables = ProcessInfo.processInfo.environment
    return (spec.program?.environment ?? []).compactMap { name in
      variables[name].map { ParameterValues.Entry("environment.\(name)", .text($0)) }
    }
  }
}

extension DatasetForm {
  /// How a spec wants its data taken.
  package init(of spec: SweepSpec) {
    self.init(
      kind: spec.dataset?.kind.flatMap(DatasetKind.init) ?? .movement,
      channels: spec.dataset?.channels)
  }
}

extension SweepRecord {
  /// What counts of its source in each run's configuration.
  fileprivate func facts(of spec: SweepSpec) -> [ParameterValues.Entry] {
    switch source {
    case .data(let data):
      [
        .init("dataset.fingerprint", .text(data.fingerprint)),
        .init("dataset.split_seed", .whole(spec.splitSeed)),
        .init("engine", .whole(Engine.contract)),
      ] + (spec.dataset?.facts ?? [])
    case .program(let program): program.facts(command: spec.program?.command ?? [])
    }
  }

  /// On what it runs, in words: `data pens.mat (--data)`, `program python3 train.py (train.py)`.
  var sourceWords: String {
    switch source {
    case .data(let data): return "data \(data.name) (\(data.choice))"
    case .program(let program):
      let spec = try? decodedSpec
      let command = (spec?.program?.command ?? []).joined(separator: " ")
      let files = program.inputs.map(\.path)
      let inputs = files.isEmpty ? "no input files" : Suggestion.list(files)
      return "program \(command) (\(inputs))"
    }
  }
}

extension DatasetRecord {
  /// The record of data that was read.
  package init(_ choice: DataChoice, _ data: TrainingData, searchFolder: String? = nil) {
    let name = choice.source.isSynthetic ? choice.source.words : data.set.name
    self.init(
      name: name, choice: choice.why, fingerprint: data.set.fingerprint,
      sequences: data.set.trajectories.count, train: data.split.train.count,
      test: data.split.test.count, isSynthetic: choice.source.isSynthetic, source: choice.source,
      searchFolder: searchFolder)
  }
}
