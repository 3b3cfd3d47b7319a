/// A spec being expanded into runs.
struct PlanGrid {
  /// Why a run cannot have its folder.
  enum Clash: Hashable {
    /// Two runs have one folder, on some file system at least.
    case shared(folder: String, first: String, second: String)
    /// A part of the folder is longer than file systems take.
    case long(folder: String, label: String)
    /// The folder is one where runs' own files lie.
    case reserved(folder: String, label: String)
  }

  let spec: SweepSpec
  let name: String
  /// What counts and is no parameter.
  let facts: [ParameterValues.Entry]
  /// What does not count and is kept with each run.
  let recorded: [ParameterValues.Entry]
  private(set) var runs: [Run] = []
  private(set) var duplicates = 0
  /// At most twenty: more do not help a reader.
  private(set) var clashes: [Clash] = []
  private var ids: Set<String> = []
  /// Labels by folder, in lower case.
  private var folders: [String: String] = [:]

  init(
    spec: SweepSpec, name: String, facts: [ParameterValues.Entry],
    recorded: [ParameterValues.Entry]
  ) {
    self.spec = spec
    self.name = name
    self.facts = facts
    self.recorded = recorded
  }

  mutating func expand() {
    let count = RunCount(of: spec).value ?? 0
    runs.reserveCapacity(count)
    ids.reserveCapacity(count)
    folders.reserveCapacity(count)
    expand(spec.dimensions[...], [:], axes: "")
  }

  /// - Parameter axes: What the axes chosen so far add to the label, each with a comma before it.
  private mutating func expand(
    _ rest: ArraySlice<Axis>, _ chosen: [String: Value], axes: String
  ) {
    guard let axis = rest.first else { return expandSeeds(of: chosen, axes: axes) }
    guard spec.applies(axis.path, chosen) else {
      return expand(rest.dropFirst(), chosen, axes: axes)
    }
    let isAxis = rest.count <= spec.axes.count && axis.values.count > 1
    let key = Self.key(of: axis.path, among: spec.axes)
    var chosen = chosen
    for value in axis.values {
      chosen[axis.path] = value
      expand(
        rest.dropFirst(), chosen, axes: isAxis ? "\(axes),\(key)=\(value.label)" : axes)
    }
  }

  private mutating func expandSeeds(of chosen: [String: Value], axes: String) {
    let base = spec.manifest.label { spec.value($0, chosen) } + axes
    let values = ParameterValues(facts + entries(chosen, counted: true))
    let uncounted = ParameterValues(recorded + entries(chosen, counted: false))
    var template: IdentityTemplate?
    for seed in spec.seeds {
      let configuration = Configuration(seed: seed, values: values)
      let identity = template ?? IdentityTemplate(configuration)
      template = identity
      add(
        configuration, id: identity.id(seed: seed), uncounted,
        label: label(base, seed: spec.seeds.count > 1 ? seed : nil))
    }
  }

  /// The label; where nothing tells runs apart, there is one run.
  private func label(_ base: String, seed: Int?) -> String {
    let label = seed.map { "\(base),seed=\($0)" } ?? base
    if label.isEmpty { return "run" }
    return label.utf8.first == UInt8(ascii: ",") ? String(label.dropFirst()) : label
  }

  /// The values that mean something here, as they count.
  private func entries(_ chosen: [String: Value], counted: Bool) -> [ParameterValues.Entry] {
    spec.manifest.parameters.compactMap { parameter in
      guard parameter.counts == counted, spec.applies(parameter.path, chosen),
        let value = spec.value(parameter.path, chosen), value != parameter.neutral
      else { return nil }
      return ParameterValues.Entry(
        parameter.path, parameter.kind == .states ? value.states(until: budget(chosen)) : value)
    }
  }

  private func budget(_ chosen: [String: Value]) -> Int? {
    spec.manifest.parameter(.budget).flatMap { spec.value($0.path, chosen)?.integer }
  }

  private mutating func add(
    _ configuration: Configuration, id: String, _ uncounted: ParameterValues, label: String
  ) {
    guard ids.insert(id).inserted else {
      duplicates += 1
      return
    }
    let run = Run(
      id: id, label: label, configuration: configuration,
      folder: spec.output.folder { word($0, configuration, uncounted, id: id, label: label) },
      uncounted: uncounted)
    checkFolder(of: run)
    runs.append(run)
  }

  /// What stands for a placeholder of the folders' pattern.
  private func word(
    _ placeholder: String, _ configuration: Configuration, _ uncounted: ParameterValues,
    id: String, label: String
  ) -> String {
    switch placeholder {
    case "sweep": return name
    case "label": return label
    case "id": return id
    case "seed": return String(configuration.seed)
    default:
      guard let parameter = spec.manifest.parameter(placeholder: placeholder) else { return "none" }
      let value = configuration.values[parameter.path] ?? uncounted[parameter.path]
      return (value ?? parameter.neutral)?.label ?? parameter.absent ?? "none"
    }
  }

  private mutating func checkFolder(of run: Run) {
    let first = folders.updateValue(run.label, forKey: Self.lowerCase(run.folder))
    guard clashes.count < 20 else { return }
    if let first { clashes.append(.shared(folder: run.folder, first: first, second: run.label)) }
    if Self.hasLongPart(run.folder) { clashes.append(.long(folder: run.folder, label: run.label)) }
    if Self.isReserved(run.folder) {
      clashes.append(.reserved(folder: run.folder, label: run.label))
    }
  }

  // Most folders begin otherwise, and are told by four bytes.
  private static func isReserved(_ folder: String) -> Bool {
    folder.utf8.prefix(4).elementsEqual("runs".utf8) { $0 | 0x20 == $1 }
      && RunHome.isHome(folder)
  }

  private static func lowerCase(_ folder: String) -> String {
    folder.utf8.contains { (0x41...0x5A).contains($0) } ? folder.lowercased() : folder
  }

  private static func hasLongPart(_ folder: String) -> Bool {
    let most = RelativePath.longestPart
    return folder.utf8.count > most
      && folder.utf8.split(separator: 0x2F).contains { $0.count > most }
  }

  /// What a label calls a parameter: its key, or its whole path where two axes have one key.
  private static func key(of path: String, among axes: [Axis]) -> String {
    let key = ParameterPath.key(of: path)
    let isAmbiguous = axes.contains { $0.path != path && ParameterPath.key(of: $0.path) == key }
    return isAmbiguous ? path : key
  }
}

extension Value {
  /// States as they count: sorted, none beyond the end, which is one.
  fileprivate func states(until end: Int?) -> Value {
    guard let end, let states = integers else { return self }
    return .wholes(Set(states.filter { $0 <= end } + [end]).sorted())
  }
}
