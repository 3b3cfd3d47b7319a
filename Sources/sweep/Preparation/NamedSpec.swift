import Experiments
import Foundation

/// A spec by whatever named it, with settings put over it.
struct NamedSpec {
  /// The spec.
  let spec: SweepSpec
  /// What errors call it.
  let name: String
  /// What a person should know, a line each.
  let notes: [String]
  private let source: SpecSource
  private let hasOwnSources: Bool

  /// - Throws: ``Failure`` where it cannot be read; `SpecError` where it is no spec.
  init(_ source: SpecSource, settings: [String] = [], notes: [String] = []) throws {
    let overrides = try settings.map { try SettingOverride(parsing: $0) }
    let (spec, more) = try SweepSpec.read(
      try source.bytes(), file: source.name, overrides: overrides)
    self.spec = spec
    self.source = source
    name = source.name
    self.notes = notes + more
    hasOwnSources = overrides.contains { $0.path == "dataset.sources" }
  }

  /// Which data it is to run on: a file, else what a stored sweep had, else what the spec names.
  ///
  /// - Parameter file: A file in place of all sources, and who named it.
  func choice(_ file: (path: String, because: String)?) throws -> DataChoice {
    guard case .stored(let record) = source, !hasOwnSources else {
      if let file { return DataChoice(file: file.path, because: file.because, name: spec.name) }
      return try DataChoice(of: spec, folder: source.folder)
    }
    let sweep = spec.isNamed(otherThan: record) ? spec.name : record.name
    if let file { return DataChoice(file: file.path, because: file.because, name: sweep) }
    return DataChoice(
      source: record.dataset.source, why: record.dataset.choice, sweepName: sweep)
  }

  /// The same with its data.
  func prepared(_ choice: DataChoice, maxRuns: Int) throws -> PreparedSweep {
    try PreparedSweep(spec, on: choice, maxRuns: maxRuns, file: name)
  }
}

extension SweepSpec {
  /// Whether the sweep was given another name. Where the synthetic writer stepped in, the stored
  /// sweep's ends so, and its spec's does not.
  fileprivate func isNamed(otherThan record: SweepRecord) -> Bool {
    record.name != name && record.name != "\(name)-synthetic"
  }
}
