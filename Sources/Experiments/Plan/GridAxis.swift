/// A parameter that takes one value after the other, or several that walk together.
struct GridAxis {
  /// The parameters; their values are equally many.
  let members: [Axis]
  /// What labels call each of them; empty where labels do not name them.
  let keys: [String]

  /// How many values it takes.
  var count: Int { members[0].values.count }

  /// Puts its values of a row over those chosen so far.
  func choose(_ row: Int, in chosen: inout [String: Value]) {
    for member in members { chosen[member.path] = member.values[row] }
  }

  /// Whether it multiplies the combinations where some values were chosen.
  func applies(_ spec: SweepSpec, _ chosen: [String: Value]) -> Bool {
    if members.count == 1 { return spec.isTried(members[0].path, chosen) }
    // Members may depend on each other.
    return (0..<count).contains { row in
      var chosen = chosen
      choose(row, in: &chosen)
      return members.contains { spec.isTried($0.path, chosen) }
    }
  }

  /// What a row adds to the label, each with a comma before it.
  func label(_ row: Int, _ spec: SweepSpec, _ chosen: [String: Value]) -> String {
    if members.count == 1 { return ",\(keys[0])=\(members[0].values[row].label)" }
    return zip(members, keys).map { member, key in
      spec.isTried(member.path, chosen) ? ",\(key)=\(member.values[row].label)" : ""
    }.joined()
  }
}

extension SweepSpec {
  /// Everything that is tried, in order: what stands at the top, then the axes, the first turning
  /// slowest; but none before one on whose value it depends whether it means something.
  var gridAxes: [GridAxis] { gridAxes { _ in true } }

  /// As ``gridAxes``, of some of the axes alone.
  func gridAxes(_ isWanted: ([String]) -> Bool) -> [GridAxis] {
    choices.map { GridAxis(members: [$0], keys: []) } + groups(isWanted).compactMap(gridAxis)
  }

  /// The paths of axes and ranges, those that walk together in one group, in order.
  func groups(_ isWanted: ([String]) -> Bool) -> [[String]] {
    var seen: Set<String> = []
    return sorted(
      order.compactMap { path -> [String]? in
        let group = zipped.first { $0.contains(path) } ?? [path]
        return seen.insert(group[0]).inserted && isWanted(group) ? group : nil
      })
  }

  private func gridAxis(_ paths: [String]) -> GridAxis? {
    let members = paths.compactMap { path in domain(of: path).map { Axis(path, $0.listed) } }
    guard members.count == paths.count, members[0].values.count > 1 else { return nil }
    return GridAxis(members: members, keys: paths.map(key))
  }

  private func sorted(_ groups: [[String]]) -> [[String]] {
    guard !conditions.isEmpty else { return groups }
    var (rest, sorted) = (groups, [[String]]())
    while !rest.isEmpty {
      let free = rest.firstIndex { group in
        let needed = Set(group.flatMap { conditions[$0]?.parts.map(\.path) ?? [] })
        return rest.allSatisfy { $0 == group || needed.isDisjoint(with: $0) }
      }
      sorted.append(rest.remove(at: free ?? 0))
    }
    return sorted
  }

  /// What a label calls a parameter: its key, or its whole path where two axes have one key.
  func key(of path: String) -> String {
    let key = ParameterPath.key(of: path)
    let isAmbiguous = order.contains { $0 != path && ParameterPath.key(of: $0) == key }
    return isAmbiguous ? path : key
  }
}

extension SearchAxis.Domain {
  /// Its values where a grid can walk through it.
  var listed: [Value] {
    switch self {
    case .range(let range): range.values
    case .values(let values): values
    }
  }
}
