import Experiments

extension Plan {
  /// Expands a spec of the letters.
  public init(
    _ spec: SweepSpec, name: String, dataset: DatasetIdentity, engine: Int,
    maxRuns: Int = 1_000_000, file: String = ""
  ) throws(SpecError) {
    let facts: [ParameterValues.Entry] = [
      .init("dataset.fingerprint", .text(dataset.fingerprint)),
      .init("dataset.split_seed", .whole(dataset.splitSeed)), .init("engine", .whole(engine)),
    ]
    try self.init(spec, name: name, facts: facts, maxRuns: maxRuns, file: file)
  }
}

extension SweepSpec {
  /// Seed of the split into train and test.
  public var splitSeed: Int { dataset?.splitSeed ?? 0 }
}
