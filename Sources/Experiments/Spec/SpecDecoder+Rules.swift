extension SpecDecoder {
  /// What walks together and what is left out.
  typealias SpaceRules = (zipped: [[String]], excluded: [ValueTest], only: [ValueTest])

  mutating func rules(
    _ members: [String: JSONNode.Member], of space: GivenSpace, seeds: [Int]?
  ) -> SpaceRules {
    let zipped = members["zip"].map { self.zipped($0.value, space) } ?? []
    let excluded = members["exclude"].map { tests($0.value, "exclude") } ?? []
    let only = members["only"].map { tests($0.value, "only") } ?? []
    return (zipped, excluded, only)
  }

  /// More would not be read by anybody, and each is asked of each combination.
  private static let mostTests = 1000

  private mutating func tests(_ node: JSONNode, _ path: String) -> [ValueTest] {
    if case .array(let nodes) = node.value, nodes.count > Self.mostTests {
      tell(
        .badSearch, node, path, found: "\(Self.grouped(nodes.count)) conditions",
        allowed: ["\(Self.grouped(Self.mostTests)) or fewer"])
      return []
    }
    return list(node, path, mayBeEmpty: true) { $0.test($1, $2, seeds: true) } ?? []
  }

  private mutating func zipped(_ node: JSONNode, _ space: GivenSpace) -> [[String]] {
    guard case .array(let nodes) = node.value else {
      wrongType(node, "zip", "a list of groups such as [[\"width\", \"lr\"]]")
      return []
    }
    var seen: Set<String> = []
    return nodes.enumerated().compactMap { index, node in
      group(node, "zip[\(index)]", space, &seen)
    }
  }

  private mutating func group(
    _ node: JSONNode, _ path: String, _ space: GivenSpace, _ seen: inout Set<String>
  ) -> [String]? {
    guard case .array(let nodes) = node.value, nodes.count > 1 else {
      wrongType(node, path, "a list of two or more axes")
      return nil
    }
    var axes: [Axis] = []
    for (index, node) in nodes.enumerated() {
      guard let name = string(node, "\(path)[\(index)]"),
        let axis = axis(name, node, path, space)
      else { continue }
      if seen.insert(name).inserted {
        axes.append(axis)
      } else {
        tell(
          .repeatedValue, node, "zip", found: SpecError.quoted(name),
          note: "an axis walks in one group only")
      }
    }
    guard axes.count == nodes.count else { return nil }
    guard Set(axes.map(\.values.count)).count == 1 else {
      let lengths = axes.map { "\($0.path) has \($0.values.count) values" }
      tell(
        .badSearch, node, path, found: lengths.joined(separator: ", "),
        note: "what walks together is equally long")
      return nil
    }
    return axes.map(\.path)
  }

  private mutating func axis(
    _ name: String, _ node: JSONNode, _ path: String, _ space: GivenSpace
  ) -> Axis? {
    if let axis = space.axes.first(where: { $0.path == name }) { return axis }
    let isRange = space.ranges.contains { $0.path == name }
    let known = manifest.settings.contains { $0.path == name }
    let note =
      isRange
      ? "a range has no first and second value; give a list"
      : known ? "it has one value; give a list of several" : nil
    tell(
      .badSearch, node, path, found: "\(SpecError.quoted(name)) is no axis",
      suggestion: known ? nil : Suggestion.nearest(to: name, among: space.axes.map(\.path)),
      note: note)
    return nil
  }

  /// Tells which of the exclusions leaves nothing; the spec has no other fault.
  mutating func refuseNothing(of spec: SweepSpec, _ members: [String: JSONNode.Member]) {
    guard !spec.excluded.isEmpty || !spec.only.isEmpty, Self.isEmpty(spec, spec.excluded.count)
    else { return }
    let count = (0..<spec.excluded.count).first { Self.isEmpty(spec, $0) } ?? spec.excluded.count
    let (key, path) = count == 0 ? ("only", "only") : ("exclude", "exclude[\(count - 1)]")
    guard let member = members[key] else { return }
    var place = member.place
    if count > 0, case .array(let nodes) = member.value.value { place = nodes[count - 1].place }
    tell(
      .nothingLeft, at: place, path, found: "nothing",
      note: count > 1 ? "with what is excluded before it" : nil)
  }

  /// Whether the first exclusions leave nothing.
  private static func isEmpty(_ spec: SweepSpec, _ count: Int) -> Bool {
    RunCount(of: spec.excluding(Array(spec.excluded.prefix(count)))) == RunCount(0)
  }
}

extension SweepSpec {
  /// The same with other exclusions.
  fileprivate func excluding(_ excluded: [ValueTest]) -> SweepSpec {
    SweepSpec(
      schema: schema, name: name, manifest: manifest, program: program, dataset: dataset,
      choices: choices, seeds: seeds, settings: settings, axes: axes, ranges: ranges,
      order: order, zipped: zipped, excluded: excluded, only: only, conditions: conditions,
      search: search, selection: selection, claims: claims, output: output, published: published)
  }
}
