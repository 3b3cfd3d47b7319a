import Experiments
import Foundation

/// A spec by whatever named it, with settings put over it.
package struct NamedSpec {
  /// The spec.
  package let spec: SweepSpec
  /// What errors call it.
  package let name: String
  /// What a person should know, a line each.
  package let notes: [String]
  private let source: SpecSource
  private let hasOwnSources: Bool

  /// - Throws: ``Failure`` where it cannot be read; `SpecError` where it is no spec.
  package init(_ source: SpecSource, settings: [String] = [], notes: [String] = []) throws {
    let overrides = try settings.map { try SettingOverride(parsing: $0) }
    let (spec, more) = try SweepSpec.read(
      try source.bytes(), file: source.name, overrides: overrides, trainers: .own)
    self.spec = spec
    self.source = source
    name = source.name
    self.notes = notes + more
    hasOwnSources = overrides.contains { $0.path == "dataset.sources" }
  }

  /// Which data it is to run on: a file, else what a stored sweep had, else what the spec names.
  ///
  /// - Parameter file: A file in place of all sources, and who named it.
  /// - Throws: ``Failure`` where there is none, or a program has its own.
  package func choice(_ file: (path: String, because: String)?) throws -> DataChoice {
    guard spec.dataset != nil else {
      throw Failure(
        .input, "\(name): its program reads data of its own",
        safe: "nothing was started and nothing was written",
        next: "name the data as a parameter, or under \"inputs\" of the spec's trainer")
    }
    guard case .stored(let record) = source, !hasOwnSources, let dataset = record.dataset else {
      if let file { return DataChoice(file: file.path, because: file.because, name: spec.name) }
      return try DataChoice(of: spec, folder: source.folder)
    }
    let sweep = sweepName(record)
    if let file { return DataChoice(file: file.path, because: file.because, name: sweep) }
    return DataChoice(source: dataset.source, why: dataset.choice, sweepName: sweep)
  }

  /// The same with its data, or its program's files.
  ///
  /// - Parameter file: As ``choice(_:)`` has it; nothing to a program.
  package func prepared(
    _ file: (path: String, because: String)?, maxRuns: Int
  ) throws -> PreparedSweep {
    guard let program = spec.program else {
      return try PreparedSweep(
        spec, on: try choice(file), folder: folder, maxRuns: maxRuns, file: name)
    }
    if case .stored(let record) = source, let folder = record.program?.folder {
      return try PreparedSweep(
        spec, program, in: folder, name: sweepName(record), maxRuns: maxRuns, file: name)
    }
    return try PreparedSweep(
      spec, program, in: AbsolutePath.of(source.folder), name: spec.name, maxRuns: maxRuns,
      file: name)
  }

  /// The spec's folder, absolute; of a stored one, that from which it was stored.
  private var folder: String {
    if case .stored(let record) = source { return record.dataset?.searchFolder ?? "" }
    return AbsolutePath.of(source.folder)
  }

  private func sweepName(_ record: SweepRecord) -> String {
    spec.isNamed(otherThan: record) ? spec.name : record.name
  }
}

extension SweepSpec {
  /// Whether the sweep was given another name. Where the synthetic writer stepped in, the stored
  /// sweep's ends so, and its spec's does not.
  fileprivate func isNamed(otherThan record: SweepRecord) -> Bool {
    record.name != name && record.name != "\(name)-synthetic"
  }
}
