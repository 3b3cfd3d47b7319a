extension SpecDecoder {
  /// Refuses more dimensions than there are Sobol points of.
  mutating func refuseDimensions(of spec: SweepSpec, _ members: [String: JSONNode.Member]) {
    guard case .sobol? = spec.search?.method, let member = members["search"] else { return }
    let count = SearchSpace(spec).sampled.count
    guard count > SobolPoints.mostDimensions else { return }
    tell(
      .badSearch, member.value, "search.method", found: "\(count) parameters are drawn",
      note: "sobol has at most \(SobolPoints.mostDimensions); use random")
  }

  /// Refuses to compare trials by what they do not measure: all would be equally bad.
  mutating func refuseUnmeasured(of spec: SweepSpec, _ members: [String: JSONNode.Member]) {
    let asked: [(name: MetricName?, path: String, member: JSONNode.Member?)] = [
      (spec.search?.halving?.metric, "search.halving.metric", members["search"]),
      (spec.search?.metric, "search.metric", members["search"]),
      (spec.selection?.metric, "select.metric", members["select"]),
    ]
    for (name, path, member) in asked {
      guard let name, let member else { continue }
      let metric = manifest.metric(name)
      guard !metric.isMeasured(spec.gives) else { continue }
      let lacking = metric.needs.flatMap { spec.gives($0) ? nil : "set \($0)" }
      tell(
        .badSearch, member.value, path,
        found: "\(SpecError.quoted(name.rawValue)) is not measured here",
        note: lacking
          ?? metric.without.map { "it is not looked at while \($0) is set to choose by" })
    }
  }
}

extension SweepSpec {
  /// Whether runs have a value at a path that is not the neutral one.
  fileprivate func gives(_ path: String) -> Bool {
    if dataset?.facts.contains(where: { $0.path == path }) ?? false { return true }
    if domain(of: path) != nil { return true }
    guard let parameter = manifest.parameter(path) else { return false }
    return value(path, [:]).map { $0 != parameter.neutral } ?? false
  }
}
