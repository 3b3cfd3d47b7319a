/// Makes runs of chosen values: their configurations, ids, labels and folders. No two are of one
/// content.
public struct RunMaker: Sendable {
  private let spec: SweepSpec
  private let name: String
  /// What counts and is no parameter.
  private let facts: [ParameterValues.Entry]
  /// What does not count and is kept with each run.
  private let recorded: [ParameterValues.Entry]
  /// The runs, in the order in which they were added.
  public private(set) var runs: [Run] = []
  /// How many were not added, since an earlier one has the same content.
  public private(set) var duplicates = 0
  private var folders = RunFolders()
  /// Places among the runs by id.
  private var places: [String: Int] = [:]

  /// Begins without runs; see ``Plan/init(_:name:facts:recorded:maxRuns:file:)``.
  public init(
    _ spec: SweepSpec, name: String, facts: [ParameterValues.Entry],
    recorded: [ParameterValues.Entry] = []
  ) {
    self.spec = spec
    self.name = name
    self.facts = facts
    self.recorded = recorded
  }

  /// Says how many will come.
  mutating func reserve(_ count: Int) {
    runs.reserveCapacity(count)
    places.reserveCapacity(count)
    folders.reserve(count)
  }

  /// Adds the runs of some values, one of each seed, and tells them; for those that are there
  /// already, the earlier ones.
  ///
  /// - Parameters:
  ///   - chosen: Values of what is tried, by path.
  ///   - label: What they are called, without the seed.
  ///   - budget: How long they go, in the place of the spec's budget.
  ///   - leavingOut: Paths of facts that do not count for them.
  /// - Returns: The runs, in the order of the seeds.
  public mutating func add(
    chosen: [String: Value], seeds: [Int], label: String, budget: Int? = nil,
    leavingOut: Set<String> = []
  ) -> [Run] {
    var chosen = chosen
    if let budget, let parameter = spec.manifest.parameter(.budget) {
      chosen[parameter.path] = .whole(budget)
    }
    let showsSeed = spec.seeds.count > 1 || seeds.count > 1
    return seeds.map { seed in
      let place = add(chosen, seeds: [seed], label: label, showsSeed: showsSeed, leavingOut)
      return runs[place]
    }
  }

  /// Why the runs cannot have their folders.
  ///
  /// - Parameter file: What errors call the spec.
  /// - Throws: ``SpecError`` where some cannot.
  public func checkFolders(file: String) throws(SpecError) { try folders.check(file: file) }

  /// - Returns: The place of the last run, or of the earlier one of its content; 0 without seeds.
  @discardableResult mutating func add(
    _ chosen: [String: Value], seeds: [Int], label base: String, showsSeed: Bool,
    _ leavingOut: Set<String> = []
  ) -> Int {
    let facts = leavingOut.isEmpty ? facts : facts.filter { !leavingOut.contains($0.path) }
    let values = ParameterValues(facts + entries(chosen, counted: true))
    let uncounted = ParameterValues(recorded + entries(chosen, counted: false))
    var template: IdentityTemplate?
    var place = 0
    for seed in seeds {
      let configuration = Configuration(seed: seed, values: values)
      let identity = template ?? IdentityTemplate(configuration)
      template = identity
      place = add(
        configuration, id: identity.id(seed: seed), uncounted,
        label: label(base, seed: showsSeed ? seed : nil))
    }
    return place
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
  ) -> Int {
    if let place = places.updateValue(runs.count, forKey: id) {
      places[id] = place
      duplicates += 1
      return place
    }
    let run = Run(
      id: id, label: label, configuration: configuration,
      folder: spec.output.folder { word($0, configuration, uncounted, id: id, label: label) },
      uncounted: uncounted)
    folders.add(run)
    runs.append(run)
    return runs.count - 1
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
}

extension Value {
  /// States as they count: sorted, none beyond the end, which is one.
  fileprivate func states(until end: Int?) -> Value {
    guard let end, let states = integers else { return self }
    return .wholes(Set(states.filter { $0 <= end } + [end]).sorted())
  }
}
