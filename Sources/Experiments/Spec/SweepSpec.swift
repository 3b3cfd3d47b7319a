/// What a person wrote down to be tried: variants, seeds, settings and axes.
///
/// A pure value: every list given for a scalar setting has become an ``Axis``, every default is
/// filled in, and all of it has been checked.
public struct SweepSpec: Hashable, Sendable {
  /// The schema that the file names for editors; not used.
  public let schema: String?
  /// The sweep's name; a folder name too.
  public let name: String
  /// On what to train.
  public let dataset: DatasetSpec
  /// The families, which the file calls `variants`.
  public let families: [Family]
  /// The recurrent cells, for the families that have one.
  public let cells: [Cell]
  /// The runs' seeds.
  public let seeds: [Int]
  /// Settings where no axis says otherwise.
  public let settings: Settings
  /// Settings that take several values, in the spec's order; the first turns slowest.
  public let axes: [Axis]
  /// Where each run's files go, relative to the save folder.
  public let output: OutputPattern
  /// Published figures to stand beside ours, by the table's version: `cgru_ae`.
  public let published: [String: PublishedResult]

  /// Makes a spec; what it says is not checked.
  public init(
    schema: String? = nil, name: String, dataset: DatasetSpec, families: [Family],
    cells: [Cell] = Cell.allCases, seeds: [Int] = [0], settings: Settings = Settings(),
    axes: [Axis] = [], output: OutputPattern = .standard, published: [String: PublishedResult] = [:]
  ) {
    self.schema = schema
    self.name = name
    self.dataset = dataset
    self.families = families
    self.cells = cells
    self.seeds = seeds
    self.settings = settings
    self.axes = axes
    self.output = output
    self.published = published
  }

  /// Reads and checks a spec.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: What errors call the file.
  ///   - overrides: Settings put over it (`--set`); a later one beats an earlier one.
  /// - Returns: The spec as it is to be run.
  /// - Throws: ``SpecError`` with everything that is wrong, in the file's order.
  public static func decode(
    _ bytes: [UInt8], file: String, overrides: [SettingOverride] = []
  ) throws(SpecError) -> SweepSpec {
    try read(bytes, file: file, overrides: overrides).spec
  }

  /// As ``decode(_:file:overrides:)``, with what is right but perhaps not meant: a line each.
  public static func read(
    _ bytes: [UInt8], file: String, overrides: [SettingOverride] = []
  ) throws(SpecError) -> (spec: SweepSpec, notes: [String]) {
    let (node, problems) = JSONReader.parse(bytes, source: 0, name: file)
    guard let node else { throw SpecError(problems) }
    let names = [file] + overrides.map(\.name)
    var decoder = SpecDecoder(names: names, problems: problems)
    let root = decoder.overridden(node, by: overrides)
    let spec = decoder.spec(root)
    guard let spec, decoder.problems.isEmpty else { throw SpecError(decoder.inOrder) }
    return (spec, decoder.notes)
  }
}
