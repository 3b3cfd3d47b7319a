/// The runs of a spec: a pure function of it and of the data it is to run on.
public struct Plan: Sendable {
  /// The sweep's name: the spec's, perhaps with `-synthetic`.
  public let name: String
  /// What the runs' trainer declares.
  public let manifest: Manifest
  /// The runs, no two of one content. Order: what stands at the top of the spec, such as variants;
  /// axes (the first turns slowest); seeds.
  public let runs: [Run]
  /// How many runs of the grid were left out, since an earlier one has the same content.
  public let duplicates: Int
  /// How the runs of a search follow from each other; `nil` for a grid.
  public let search: SearchRounds?

  /// Expands a spec; one whose trials are drawn or asked for has no runs yet.
  ///
  /// - Parameters:
  ///   - spec: What is to be tried.
  ///   - name: The sweep's name.
  ///   - facts: What else counts and is no parameter: the data's fingerprint, the engine's numeric
  ///     contract, the digests of a program's inputs.
  ///   - recorded: What is to be kept with each run, and does not count.
  ///   - knowledge: How the runs of a search came out so far.
  ///   - maxRuns: A larger grid is refused before anything is expanded.
  ///   - file: What errors call the spec.
  /// - Throws: ``SpecError`` where the grid is too large, or two runs would share a folder.
  public init(
    _ spec: SweepSpec, name: String, facts: [ParameterValues.Entry],
    recorded: [ParameterValues.Entry] = [], knowledge: SearchKnowledge = .none,
    maxRuns: Int = 1_000_000, file: String = ""
  ) throws(SpecError) {
    try Self.check(RunCount(of: spec), maxRuns: maxRuns, file: file)
    var grid = PlanGrid(spec: spec, name: name, facts: facts, recorded: recorded)
    grid.expand(knowledge)
    try grid.maker.checkFolders(file: file)
    self.name = name
    self.manifest = spec.manifest
    self.runs = grid.maker.runs
    self.duplicates = grid.maker.duplicates
    self.search = grid.rounds
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
}
