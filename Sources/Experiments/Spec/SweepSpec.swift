/// What a person wrote down to be tried: which trainer, seeds, parameters and axes.
///
/// A pure value: every list given for a scalar parameter has become an ``Axis``, and all of it has
/// been checked.
public struct SweepSpec: Hashable, Sendable {
  /// The schema that the file names for editors; not used.
  public let schema: String?
  /// The sweep's name; a folder name too.
  public let name: String
  /// What the trainer declares.
  public let manifest: Manifest
  /// Somebody else's program that trains; `nil` for a trainer of ours.
  public let program: ProgramSpec?
  /// On what to train; `nil` where the trainer takes no data of ours.
  public let dataset: DatasetSpec?
  /// The values of the parameters that stand at the top of a spec, such as `variants`.
  public let choices: [Axis]
  /// The runs' seeds.
  public let seeds: [Int]
  /// Values that the spec gives where no axis says otherwise, by path.
  public let settings: [String: Value]
  /// Parameters that take several values, in the spec's order; the first turns slowest.
  public let axes: [Axis]
  /// Parameters that a search draws from a stretch of numbers, in the spec's order.
  public let ranges: [SearchAxis]
  /// The paths of axes and ranges, in the spec's order; the first turns slowest.
  public let order: [String]
  /// Axes that walk together: the paths of each group, whose lists are equally long.
  public let zipped: [[String]]
  /// Combinations that are left out: those for which one of these holds.
  public let excluded: [ValueTest]
  /// Combinations that stay: those for which one of these holds; empty for all.
  public let only: [ValueTest]
  /// Parameters that mean something only where a condition holds, by path.
  public let conditions: [String: ValueTest]
  /// How the space is searched; `nil` for every combination.
  public let search: SearchSpec?
  /// Which configurations are chosen; `nil` for none.
  public let selection: SelectionSpec?
  /// Sentences to be answered.
  public let claims: [Claim]
  /// Where each run's files go, relative to the save folder.
  public let output: OutputPattern
  /// Published figures to stand beside ours, by the table's version: `cgru_ae`.
  public let published: [String: [MetricName: Double]]

  /// Makes a spec; what it says is not checked.
  ///
  /// - Parameter order: The paths of axes and ranges; `nil` for the axes, then the ranges.
  public init(
    schema: String? = nil, name: String, manifest: Manifest, program: ProgramSpec? = nil,
    dataset: DatasetSpec? = nil, choices: [Axis] = [], seeds: [Int] = [0],
    settings: [String: Value] = [:], axes: [Axis] = [], ranges: [SearchAxis] = [],
    order: [String]? = nil, zipped: [[String]] = [], excluded: [ValueTest] = [],
    only: [ValueTest] = [], conditions: [String: ValueTest] = [:], search: SearchSpec? = nil,
    selection: SelectionSpec? = nil, claims: [Claim] = [], output: OutputPattern = .standard,
    published: [String: [MetricName: Double]] = [:]
  ) {
    self.schema = schema
    self.name = name
    self.manifest = manifest
    self.program = program
    self.dataset = dataset
    self.choices = choices
    self.seeds = seeds
    self.settings = settings
    self.axes = axes
    self.ranges = ranges
    self.order = order ?? axes.map(\.path) + ranges.map(\.path)
    self.zipped = zipped
    self.excluded = excluded
    self.only = only
    self.conditions = conditions
    self.search = search
    self.selection = selection
    self.claims = claims
    self.output = output
    self.published = published
  }

  /// Reads and checks a spec.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: What errors call the file.
  ///   - overrides: Settings put over it (`--set`); a later one beats an earlier one.
  ///   - trainers: Tell what a spec that names no trainer may say.
  /// - Returns: The spec as it is to be run.
  /// - Throws: ``SpecError`` with everything that is wrong, in the file's order.
  public static func decode(
    _ bytes: [UInt8], file: String, overrides: [SettingOverride] = [], trainers: Trainers
  ) throws(SpecError) -> SweepSpec {
    try read(bytes, file: file, overrides: overrides, trainers: trainers).spec
  }

  /// As ``decode(_:file:overrides:trainers:)``, with what is right but perhaps not meant: a line each.
  public static func read(
    _ bytes: [UInt8], file: String, overrides: [SettingOverride] = [], trainers: Trainers
  ) throws(SpecError) -> (spec: SweepSpec, notes: [String]) {
    let (node, problems) = JSONReader.parse(bytes, source: 0, name: file)
    guard let node else { throw SpecError(problems) }
    let names = [file] + overrides.map(\.name)
    var decoder = SpecDecoder(names: names, problems: problems, standard: trainers.standard)
    decoder.manifest = decoder.manifest(of: node)
    let root = decoder.overridden(node, by: overrides)
    decoder.manifest = decoder.manifest(of: root)
    let spec = decoder.spec(root)
    guard let spec, decoder.problems.isEmpty else { throw SpecError(decoder.inOrder) }
    return (spec, decoder.notes)
  }
}
