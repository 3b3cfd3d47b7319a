extension SpecDecoder {
  /// The spec with settings put over it; they beat the spec, a later one an earlier one.
  mutating func overridden(_ root: JSONNode, by overrides: [SettingOverride]) -> JSONNode {
    var root = root
    for (index, override) in overrides.enumerated() {
      let place = TextPlace(source: index + 1, line: 1, column: 1)
      guard let keys = keys(of: override, at: place) else { continue }
      let (value, problems) = Self.value(of: override, at: place)
      self.problems += problems
      root = Self.put(value, at: keys, into: root)
    }
    return root
  }

  private mutating func keys(of override: SettingOverride, at place: TextPlace) -> [String]? {
    if SettingOverride.paths.contains(override.path) { return Self.keys(override.path) }
    let paths = SettingOverride.paths
    tell(
      .unknownSetting, at: place, override.path, found: SpecError.quoted(override.path),
      allowed: paths.filter { !$0.hasPrefix("axes.") } + ["axes.<setting>"],
      suggestion: Suggestion.nearest(to: override.path, among: paths))
    return nil
  }

  /// `axes.train.epochs` is the key `train.epochs` of `axes`; else each dot goes one down.
  private static func keys(_ path: String) -> [String] {
    let parts = path.split(
      separator: ".", maxSplits: path.hasPrefix("axes.") ? 1 : .max)
    return parts.map(String.init)
  }

  /// The override's value: JSON, or else a string.
  private static func value(
    of override: SettingOverride, at place: TextPlace
  ) -> (JSONNode, [SpecError.Problem]) {
    let bytes = Array(override.value.utf8)
    let parsed = JSONReader.parse(bytes, source: place.source, name: override.name)
    if let node = parsed.node { return (node, parsed.problems) }
    return (JSONNode(place: place, value: .string(override.value)), [])
  }

  /// Puts a value in its place. A setting given under `axes` gives way to one under its group, and
  /// the other way round; a list for a setting that is an axis already takes that axis' place.
  private static func put(_ value: JSONNode, at keys: [String], into root: JSONNode) -> JSONNode {
    let path = keys.joined(separator: ".")
    if let setting = Setting(rawValue: path) {
      let axis = ["axes", setting.rawValue]
      let isList = if case .array = value.value { setting.kind != .epochs } else { false }
      if isList, root.member(axis) != nil { return root.putting(value, at: axis) }
      return root.removing(axis).putting(value, at: keys)
    }
    if keys[0] == "axes", let setting = Setting(rawValue: keys[1]) {
      return root.removing([setting.group, setting.key]).putting(value, at: keys)
    }
    return root.putting(value, at: keys)
  }
}

extension JSONNode {
  /// The member at a path of keys.
  fileprivate func member(_ keys: [String]) -> Member? {
    guard case .object(let members) = value, let key = keys.first else { return nil }
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    return keys.count == 1 ? member : member.value.member(Array(keys.dropFirst()))
  }

  /// The same with a value at a path; objects on the way are made where there are none.
  fileprivate func putting(_ node: JSONNode, at keys: [String]) -> JSONNode {
    guard case .object(var members) = value, let key = keys.first else { return self }
    let index = members.firstIndex { $0.key == key }
    let old = index.map { members[$0].value } ?? JSONNode(place: node.place, value: .object([]))
    let new = keys.count == 1 ? node : old.putting(node, at: Array(keys.dropFirst()))
    let member = Member(key: key, place: index.map { members[$0].place } ?? node.place, value: new)
    if let index { members[index] = member } else { members.append(member) }
    return JSONNode(place: place, value: .object(members))
  }

  /// The same without the member at a path.
  fileprivate func removing(_ keys: [String]) -> JSONNode {
    guard case .object(var members) = value, let key = keys.first else { return self }
    guard let index = members.firstIndex(where: { $0.key == key }) else { return self }
    if keys.count == 1 {
      members.remove(at: index)
    } else {
      let inner = members[index].value.removing(Array(keys.dropFirst()))
      members[index] = Member(key: key, place: members[index].place, value: inner)
    }
    return JSONNode(place: place, value: .object(members))
  }
}
