/// What a name of a filter, an order or a column means for runs of a trainer.
public enum NamedValue: Hashable, Sendable {
  /// What every run has.
  case field(RunField)
  /// The value at a path of a configuration.
  case parameter(String)
  /// The last value of a metric.
  case metric(MetricName)
}

extension Manifest {
  /// What a name may mean: nothing where it is unknown, several parameters where their paths end alike.
  ///
  /// Fields go before parameters, a whole path before a last key, and those before metrics;
  /// `parameters.` and `metrics.` before a name say which is meant.
  ///
  /// - Parameter said: Metrics that runs measured, declared or not.
  public func meanings(of name: String, said: Set<MetricName>) -> [NamedValue] {
    if let field = RunField(rawValue: name) { return [.field(field)] }
    let parameters = parameterPaths(named: name)
    if !parameters.isEmpty { return parameters.map(NamedValue.parameter) }
    if isMetric(name, said) { return [.metric(MetricName(name))] }
    if let path = Self.rest(of: name, after: "parameters.") {
      return parameterPaths(named: path).map(NamedValue.parameter)
    }
    if let metric = Self.rest(of: name, after: "metrics."), isMetric(metric, said) {
      return [.metric(MetricName(metric))]
    }
    return name == words.step ? [.field(.epochs)] : []
  }

  /// The names that mean something, for people who mistyped one: the shortest of each.
  public var listedNames: [String] {
    let keys = parameters.map(\.key) + words.facts.map { ParameterPath.key(of: $0.path) }
    return RunField.allCases.map(\.rawValue) + metrics.map(\.name.rawValue) + keys
      + parameters.map(\.path)
  }

  private func parameterPaths(named name: String) -> [String] {
    let paths = parameters.map(\.path) + words.facts.map(\.path)
    if paths.contains(name) { return [name] }
    if let fact = words.facts.first(where: { $0.name == name }) { return [fact.path] }
    return paths.filter { ParameterPath.key(of: $0) == name }
  }

  private func isMetric(_ name: String, _ said: Set<MetricName>) -> Bool {
    metrics.contains { $0.name.rawValue == name } || said.contains(MetricName(name))
  }

  private static func rest(of name: String, after prefix: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}

extension FilterName {
  /// Refuses a name that no run of some trainers has, or that is several parameters of one.
  ///
  /// - Parameters:
  ///   - text: What the name stands in.
  ///   - manifests: The trainers'.
  ///   - said: Metrics that runs measured.
  /// - Throws: ``FilterError`` with what was perhaps meant.
  public func check(
    in text: String, _ manifests: [Manifest], said: Set<MetricName>
  ) throws(FilterError) {
    let found = manifests.map { $0.meanings(of: name, said: said) }
    if let several = found.first(where: { $0.count > 1 }) {
      let paths = several.map { if case .parameter(let path) = $0 { path } else { name } }
      throw FilterError(
        text, offset, "\(SpecError.quoted(name)) is the name of several parameters",
        expected: [paths.joined(separator: " or ")])
    }
    guard found.allSatisfy(\.isEmpty) else { return }
    let known = manifests.flatMap(\.listedNames) + said.map(\.rawValue).sorted()
    throw FilterError(
      text, offset, "nothing is called \(SpecError.quoted(name)) here",
      suggestion: suggestion(among: known))
  }

  // People who know a parameter well have a short name for it: `lr` for `learning_rate`.
  private func suggestion(among known: [String]) -> String? {
    Suggestion.nearest(to: name, among: known)
      ?? known.first { word in
        String(word.split(separator: "_").compactMap(\.first)) == name.lowercased()
      }
  }
}
