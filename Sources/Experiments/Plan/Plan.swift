/// The runs of a spec: a pure function of it and of the data it is to run on.
public struct Plan: Hashable, Sendable {
  /// The sweep's name: the spec's, perhaps with `-synthetic`.
  public let name: String
  /// What the runs' trainer declares.
  public let manifest: Manifest
  /// The runs, no two of one content. Order: what stands at the top of the spec, such as variants;
  /// axes (the first turns slowest); seeds.
  public let runs: [Run]
  /// How many runs of the grid were left out, since an earlier one has the same content.
  public let duplicates: Int

  /// Expands a spec.
  ///
  /// - Parameters:
  ///   - spec: What is to be tried.
  ///   - name: The sweep's name.
  ///   - facts: What else counts and is no parameter: the data's fingerprint, the engine's numeric
  ///     contract, the digests of a program's inputs.
  ///   - recorded: What is to be kept with each run, and does not count.
  ///   - maxRuns: A larger grid is refused before anything is expanded.
  ///   - file: What errors call the spec.
  /// - Throws: ``SpecError`` where the grid is too large, or two runs would share a folder.
  public init(
    _ spec: SweepSpec, name: String, facts: [ParameterValues.Entry],
    recorded: [ParameterValues.Entry] = [], maxRuns: Int = 1_000_000, file: String = ""
  ) throws(SpecError) {
    try Self.check(RunCount(of: spec), maxRuns: maxRuns, file: file)
    var grid = PlanGrid(spec: spec, name: name, facts: facts, recorded: recorded)
    grid.expand()
    guard grid.clashes.isEmpty else {
      throw SpecError(grid.clashes.map { Self.problem($0, file: file) })
    }
    self.name = name
    self.manifest = spec.manifest
    self.runs = grid.runs
    self.duplicates = grid.duplicates
  }

  private static func check(
    _ count: RunCount, maxRuns: Int, file: String
  ) throws(SpecError) {
    if let value = count.value, value <= maxRuns { return }
    let limit = RunCount.grouped(String(maxRuns))
    let problem = SpecError.Problem(
      .tooManyRuns, in: file, found: "\(count)", note: "limit \(limit) (--max-runs)")
    throw SpecError([problem])
  }

  private static func problem(_ clash: PlanGrid.Clash, file: String) -> SpecError.Problem {
    switch clash {
    case .shared(let folder, let first, let second):
      SpecError.Problem(
        .sharedFolder, in: file, path: "output",
        found: "runs \"\(first)\" and \"\(second)\" would share the folder \"\(folder)\"",
        note: "put what distinguishes them into \"output\", such as {label}")
    case .long(let folder, let label):
      SpecError.Problem(
        .longFolder, in: file, path: "output",
        found: "the folder of run \"\(SpecError.shortened(label))\" has a part over 255 bytes: "
          + SpecError.quoted(folder),
        note: "put {id}, the run's id, into \"output\" in place of what is long: "
          + "\"{sweep}/{id}\"")
    case .reserved(let folder, let label):
      SpecError.Problem(
        .reservedFolder, in: file, path: "output",
        found: "the folder of run \"\(SpecError.shortened(label))\" is reserved: "
          + SpecError.quoted(folder),
        note: "runs/<id> holds a run's own files; begin \"output\" with another folder")
    }
  }
}
