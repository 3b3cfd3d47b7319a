extension SweepSpec {
  /// The members of a spec that say how its space is cut, searched and judged; none where there is
  /// nothing of it.
  var searchMembers: [Member] {
    var members: [Member] = []
    if !zipped.isEmpty {
      members.append(("zip", { $0.array(zipped) { $0.array($1) { $0.string($1) } } }))
    }
    if !excluded.isEmpty { members.append(("exclude", { $0.array(excluded, write) })) }
    if !only.isEmpty { members.append(("only", { $0.array(only, write) })) }
    if let search { members.append(("search", search.write)) }
    if let selection { members.append(("select", { write(selection, to: &$0) })) }
    if !claims.isEmpty {
      members.append(("claims", { $0.array(claims) { $0.string($1.words) } }))
    }
    return members
  }

  /// Writes what a parameter may be, as a spec has it: a value, a list, a range, any of them with a
  /// condition. A list that is one value stands in a list.
  func writeDomain(of path: String, to json: inout CanonicalJSON) {
    let (domain, condition) = (domain(of: path), conditions[path])
    if case .range(let range)? = domain {
      return json.object { json in
        range.writeMembers(to: &json)
        if let condition { json.member("when") { write(&$0, condition) } }
      }
    }
    let values = domain?.listed ?? settings[path].map { [$0] } ?? []
    guard let condition else {
      if values.count == 1, domain == nil,
        !values[0].isList || manifest.parameter(path)?.kind == .states
      {
        return values[0].write(to: &json)
      }
      return json.array(values) { $1.write(to: &$0) }
    }
    json.object { json in
      json.member("values") { $0.array(values) { $1.write(to: &$0) } }
      json.member("when") { write(&$0, condition) }
    }
  }

  /// Writes a condition as a spec has it.
  func write(_ json: inout CanonicalJSON, _ test: ValueTest) {
    json.object { json in
      for part in test.parts {
        json.member(word(of: part.path)) { part.write(to: &$0) }
      }
    }
  }

  private func write(_ selection: SelectionSpec, to json: inout CanonicalJSON) {
    json.object { json in
      json.member("metric") { $0.string(selection.metric.rawValue) }
      json.member("per") { $0.array(selection.per) { $0.string(word(of: $1)) } }
      guard let seeds = selection.seeds else { return }
      json.member("then") { json in
        json.object { $0.member("seeds") { $0.array(seeds) { $0.integer($1) } } }
      }
    }
  }

  /// What people write for a path: `variants` for that of a variant.
  private func word(of path: String) -> String {
    path == Configuration.seedPath
      ? "seeds" : manifest.parameter(path)?.spelling?.key ?? path
  }
}

extension ValueTest.Part {
  fileprivate func write(to json: inout CanonicalJSON) {
    if case .oneOf(let values)? = tests.first {
      if values.count == 1, !values[0].isList { return values[0].write(to: &json) }
      return json.array(values) { $1.write(to: &$0) }
    }
    json.object { json in
      for test in tests {
        switch test {
        case .oneOf: break
        case .above(let bound): json.member("above") { $0.number(bound) }
        case .below(let bound): json.member("below") { $0.number(bound) }
        }
      }
    }
  }
}

extension ParameterRange {
  /// Writes it as a spec has it, without the braces.
  func writeMembers(to json: inout CanonicalJSON) {
    let isLog = scale == .log
    json.member(isInteger ? "integer" : scale.rawValue) { $0.array([low, high]) { $0.number($1) } }
    if isInteger, isLog { json.member("log") { $0.bool(true) } }
    if let step { json.member("step") { $0.number(step) } }
  }
}

extension SearchSpec {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("failures") { $0.string(failures.rawValue) }
      if let halving { json.member("halving", halving.write) }
      json.member("method", method.write)
      if let metric { json.member("metric") { $0.string(metric.rawValue) } }
      json.member("round") { $0.integer(round) }
      json.member("seed") { $0.integer(seed) }
      if let trials { json.member("trials") { $0.integer(trials) } }
    }
  }
}

extension SearchSpec.Halving {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("factor") { $0.integer(factor) }
      json.member("from") { $0.integer(from) }
      json.member("metric") { $0.string(metric.rawValue) }
    }
  }
}

extension SearchSpec.Method {
  fileprivate func write(to json: inout CanonicalJSON) {
    switch self {
    case .grid: json.string(Self.gridWord)
    case .drawn(let points): json.string(points.rawValue)
    case .program(let command, let inputs):
      json.object { json in
        json.member("inputs") { $0.array(inputs) { $0.string($1) } }
        json.member("program") { $0.array(command) { $0.string($1) } }
      }
    }
  }
}
