/// Makes a spec of JSON and collects everything that is wrong.
struct SpecDecoder {
  /// What errors call the file and each override.
  let names: [String]
  var problems: [SpecError.Problem]
  /// The trainer of specs that name none.
  let standard: Manifest
  /// What the spec's trainer declares.
  var manifest: Manifest
  /// What is right, but perhaps not meant.
  var notes: [String] = []

  init(names: [String], problems: [SpecError.Problem], standard: Manifest) {
    self.names = names
    self.problems = problems
    self.standard = standard
    manifest = standard
  }

  /// The problems as a person reads the file, top to bottom.
  var inOrder: [SpecError.Problem] {
    let places = problems.map { $0.place ?? TextPlace(line: 0, column: 0) }
    let order = problems.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return order.map { problems[$0] }
  }

  /// The keys of a spec, in the order in which errors list them.
  private var keys: [String] {
    let own =
      manifest.takesData
      ? ["dataset"] + manifest.spelled.compactMap(\.spelling?.key) + ["seeds"]
        + manifest.groups.map(\.key)
      : ["trainer", Manifest.programKey, "seeds"]
    return ["$schema", "name"] + own
      + (manifest.takesData ? ["axes", "output", "published"] : ["output", "limits"])
      + Manifest.searchKeys
  }

  mutating func spec(_ root: JSONNode) -> SweepSpec? {
    guard let members = object(root, "", keys) else { return nil }
    let space = space(members)
    let name = required("name", members, root, "").flatMap { self.name($0.value) }
    let dataset =
      manifest.takesData
      ? required("dataset", members, root, "").flatMap { self.dataset($0.value) } : nil
    let program = manifest.takesData ? nil : program(members, root)
    let choices = manifest.spelled.map { choice($0, members, root) }
    let seeds = members["seeds"].map { self.seeds($0.value) } ?? [0]
    let output = members["output"].map { self.output($0.value) } ?? .standard
    let published = members["published"].map { self.published($0.value) } ?? [:]
    let schema = members["$schema"].flatMap { string($0.value, "$schema") }
    let rules = rules(members, of: space, seeds: seeds)
    let plans = searchPlans(members, of: space)
    guard let name, let seeds, let output, choices.allSatisfy({ $0 != nil }),
      (dataset != nil) == manifest.takesData, (program == nil) == manifest.takesData
    else { return nil }
    let spec = SweepSpec(
      schema: schema, name: name, manifest: manifest, program: program, dataset: dataset,
      choices: choices.compactMap { $0 }, seeds: seeds, settings: space.settings,
      axes: space.axes, ranges: space.ranges, order: space.order, zipped: rules.zipped,
      excluded: rules.excluded, only: rules.only, conditions: space.conditions,
      search: plans.search, selection: plans.selection, claims: plans.claims, output: output,
      published: published)
    if problems.isEmpty { refuseNothing(of: spec, members) }
    if problems.isEmpty { refuseUnmeasured(of: spec, members) }
    if problems.isEmpty { refuseDimensions(of: spec, members) }
    return spec
  }

  private mutating func name(_ node: JSONNode) -> String? {
    guard let name = string(node, "name") else { return nil }
    if SweepName.isValid(name) { return name }
    tell(.badName, node, "name", found: SpecError.quoted(name), note: "use \(SweepName.rules)")
    return nil
  }

  private mutating func seeds(_ node: JSONNode) -> [Int]? {
    let seeds = list(node, "seeds") { $0.integer($1, $2, Self.seedRange) }
    if case .number = node.value, let seed = seeds?.first, seed > 1 {
      notes.append(Self.note(ofOnlySeed: seed))
    }
    return seeds
  }

  /// A number in the place of a list may have been meant as how many there should be.
  private static func note(ofOnlySeed seed: Int) -> String {
    let isLong = seed > 20
    let list = (0..<(isLong ? 3 : seed)).map(String.init) + (isLong ? ["..."] : [])
    return "seeds=\(seed) is one seed, number \(seed); for \(grouped(seed)) seeds: "
      + "--set 'seeds=[\(list.joined(separator: ","))]'"
  }

  /// Seeds are numbers that every program reads alike.
  static let seedRange = 0...(1 << 53 - 1)

  private mutating func output(_ node: JSONNode) -> OutputPattern? {
    guard let text = string(node, "output") else { return nil }
    do throws(OutputPattern.Fault) {
      return try OutputPattern(parsing: text, manifest)
    } catch {
      tell(
        .badPattern, node, "output", found: SpecError.quoted(text), suggestion: error.suggestion,
        note: error.reason)
      return nil
    }
  }
}
