extension SweepSpec {
  /// Whether trials are drawn or asked for, so that the spec alone is no list of runs.
  public var isSampled: Bool {
    switch search?.method {
    case nil, .grid: false
    case .drawn, .program: true
    }
  }

  /// Whether its runs follow from results of others: the spec alone is no list of them.
  public var isSearched: Bool { isSampled || search?.halving != nil || selection != nil }

  /// What trials are compared by while they are tried, and what a search program is told.
  public var searchMetric: MetricDeclaration? {
    let name = search?.halving?.metric ?? search?.metric ?? selection?.metric ?? manifest.headline
    return name.map(manifest.metric)
  }

  /// The value of a parameter where some values were chosen: the chosen, the spec's, the special one,
  /// or the fallback. Where its own condition does not hold, that of a spec that does not name it.
  func value(_ path: String, _ chosen: [String: Value]) -> Value? {
    if isMeant(path, chosen), let value = chosen[path] ?? settings[path] { return value }
    guard let parameter = manifest.parameter(path) else { return nil }
    let special = parameter.special.first { $0.when.holds { value($0, chosen) } }
    return special?.value ?? parameter.fallback
  }

  /// Whether a parameter means something where some values were chosen.
  func applies(_ path: String, _ chosen: [String: Value]) -> Bool {
    manifest.parameter(path)?.applies?.holds { value($0, chosen) } ?? true
  }

  /// Whether the values that the spec gives a parameter count where some values were chosen.
  func isTried(_ path: String, _ chosen: [String: Value]) -> Bool {
    applies(path, chosen) && isMeant(path, chosen)
  }

  /// The value that conditions see: none where the parameter means nothing.
  func tested(_ path: String, _ chosen: [String: Value]) -> Value? {
    if path == Configuration.seedPath { return chosen[path] }
    guard applies(path, chosen) else { return nil }
    return value(path, chosen) ?? manifest.parameter(path)?.neutral
  }

  // Most specs have no conditions, and are expanded fast.
  private func isMeant(_ path: String, _ chosen: [String: Value]) -> Bool {
    conditions.isEmpty || conditions[path]?.holds { tested($0, chosen) } ?? true
  }

  /// The parameters on which it depends what this one's value is.
  func dependencies(of path: String) -> [String] {
    let parameter = manifest.parameter(path)
    return (parameter?.applies.map { [$0.path] } ?? [])
      + (parameter?.special.map(\.when.path) ?? []) + (conditions[path]?.parts.map(\.path) ?? [])
  }

  /// A parameter's values as a search sees them; `nil` where it has one alone.
  func domain(of path: String) -> SearchAxis.Domain? {
    if let range = ranges.first(where: { $0.path == path }) { return range.domain }
    return axes.first { $0.path == path }.map { .values($0.values) }
  }
}
