/// What a spec's search chooses from: groups that each get trials, and what the trials are points of.
public struct SearchSpace: Sendable {
  /// The spec.
  public let spec: SweepSpec
  /// The combinations of what stands at the top of the spec and of what a selection goes by, in order.
  public let crossed: [SearchGroup]
  /// All else that takes several values, in the spec's order; but what a condition depends on comes
  /// before it stands. Axes that walk together are one, whose path is theirs with commas between and
  /// whose values are lists of theirs.
  public let sampled: [SearchAxis]

  /// Takes a spec apart.
  public init(_ spec: SweepSpec) {
    self.spec = spec
    let walk = GridWalk(spec, along: spec.crossedAxes)
    var groups: [SearchGroup] = []
    walk.visit { chosen, axes, _ in
      let label = spec.manifest.label { spec.value($0, chosen) } + axes
      let chosen = chosen.filter { spec.isTried($0.key, chosen) }
      groups.append(SearchGroup(chosen: chosen, label: String(label.trimmingPrefix(","))))
    }
    crossed = groups.count == 1 ? [SearchGroup(chosen: groups[0].chosen, label: "")] : groups
    sampled = spec.sampledGroups.compactMap(spec.searchAxis)
  }

  /// The values of a point.
  ///
  /// - Parameter point: A number from 0 up to 1 for each of ``sampled``.
  /// - Returns: Values by path, the group's among them, without those that mean nothing beside the
  ///   others; `nil` where the spec leaves them out.
  /// - Precondition: As many numbers as there are ``sampled``.
  public func chosen(_ group: SearchGroup, at point: [Double]) -> [String: Value]? {
    precondition(point.count == sampled.count, "SearchSpace: \(point.count) of \(sampled.count)")
    return kept(group, zip(sampled, point).map { $0.value(at: $1) })
  }

  /// Every combination of ``sampled`` in a group, in order, with what its axes add to a label: those of
  /// a grid, without what the spec leaves out.
  ///
  /// - Precondition: A grid can walk through each range.
  public func combinations(
    of group: SearchGroup
  ) -> [(chosen: [String: Value], label: String)] {
    var found: [(chosen: [String: Value], label: String)] = []
    GridWalk(spec, along: spec.gridAxes(within: group)).visit { chosen, label, _ in
      if allows(chosen) { found.append((meant(chosen), label)) }
    }
    return found
  }

  /// The group's values and those of all ``sampled``; `nil` where the spec leaves them out.
  func kept(_ group: SearchGroup, _ values: [Value]) -> [String: Value]? {
    var chosen = group.chosen
    for (axis, value) in zip(sampled, values) { axis.put(value, into: &chosen) }
    return allows(chosen) ? meant(chosen) : nil
  }

  /// Without what means nothing beside the others.
  private func meant(_ chosen: [String: Value]) -> [String: Value] {
    chosen.filter { spec.isTried($0.key, chosen) }
  }

  /// Whether the spec leaves the values in, with one of its seeds at least.
  private func allows(_ chosen: [String: Value]) -> Bool {
    spec.seeds.contains { spec.allows(chosen, seed: $0) }
  }
}

extension SearchAxis {
  /// The paths of the parameters that it stands for.
  public var paths: [String] { path.split(separator: ",").map(String.init) }

  /// Puts a value in its place, or the items of a list in theirs.
  func put(_ value: Value, into chosen: inout [String: Value]) {
    let paths = paths
    guard paths.count > 1, case .list(let values) = value else {
      chosen[path] = value
      return
    }
    for (path, value) in zip(paths, values) { chosen[path] = value }
  }
}

extension SweepSpec {
  /// Whether a group of axes is crossed, and not sampled.
  func isCrossed(_ paths: [String]) -> Bool {
    paths.contains { selection?.per.contains($0) ?? false }
  }

  /// What a search crosses.
  var crossedAxes: [GridAxis] { gridAxes(isCrossed) }

  /// All axes, of which those that a group has values of have these alone.
  fileprivate func gridAxes(within group: SearchGroup) -> [GridAxis] {
    gridAxes { !isCrossed($0) }.filter { !$0.keys.isEmpty }.reduce(
      into: group.chosen.sorted { $0.key < $1.key }.map {
        GridAxis(members: [Axis($0.key, [$0.value])], keys: [])
      }
    ) { $0.append($1) }
  }

  /// Whether a spec's conditions let values stand with a seed.
  public func allows(_ chosen: [String: Value], seed: Int) -> Bool {
    if excluded.isEmpty, only.isEmpty { return true }
    let chosen = chosen.merging([Configuration.seedPath: .whole(seed)]) { $1 }
    let value = { (path: String) in tested(path, chosen) }
    return !excluded.contains { $0.holds(value) }
      && (only.isEmpty || only.contains { $0.holds(value) })
  }

  /// The groups of axes that a search samples; alone, or walking together.
  fileprivate var sampledGroups: [[String]] { groups { !isCrossed($0) } }

  fileprivate func searchAxis(_ paths: [String]) -> SearchAxis? {
    guard paths.count > 1 else {
      return domain(of: paths[0]).map { SearchAxis(paths[0], $0) }
    }
    let lists = paths.map { domain(of: $0)?.listed ?? [] }
    let rows = lists[0].indices.map { row in Value.list(lists.map { $0[row] }) }
    return SearchAxis(paths.joined(separator: ","), .values(rows))
  }
}
