extension SpecDecoder {
  /// The spec with settings put over it; they beat the spec, a later one an earlier one.
  mutating func overridden(_ root: JSONNode, by overrides: [SettingOverride]) -> JSONNode {
    var root = root
    let paths = manifest.paths
    for (index, override) in overrides.enumerated() {
      let place = TextPlace(source: index + 1, line: 1, column: 1)
      guard check(override.path, among: paths, at: place) else { continue }
      let (value, problems) = Self.value(of: override, at: place)
      self.problems += problems
      root = put(value, at: override.path, into: root)
    }
    return root
  }

  private mutating func check(
    _ path: String, among paths: [String], at place: TextPlace
  ) -> Bool {
    if paths.contains(path) { return true }
    let shown = paths.filter {
      !$0.hasPrefix("axes.") && !$0.hasPrefix("\(Manifest.programKey).")
        && !Manifest.searchPaths.contains($0)
    }
    tell(
      .unknownSetting, at: place, path, found: SpecError.quoted(path),
      allowed: shown + (manifest.takesData ? ["axes.<setting>"] : []),
      suggestion: Suggestion.nearest(to: path, among: paths))
    return false
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
  private func put(_ value: JSONNode, at path: String, into root: JSONNode) -> JSONNode {
    let prefix = "\(Manifest.programKey)."
    let own = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    if let parameter = manifest.parameter(own), parameter.spelling == nil {
      guard manifest.takesData else {
        return root.putting(value, at: manifest.keys(of: parameter))
      }
      let axis = ["axes", parameter.path]
      let isList =
        switch value.value {
        case .array: !parameter.isList
        case .object: true
        case .null, .bool, .number, .string: false
        }
      if isList, root.member(axis) != nil { return root.putting(value, at: axis) }
      return root.removing(axis).putting(value, at: manifest.keys(of: parameter))
    }
    if path.hasPrefix("axes."), let parameter = manifest.parameter(String(path.dropFirst(5))) {
      return root.removing(manifest.keys(of: parameter))
        .putting(value, at: ["axes", parameter.path])
    }
    return root.putting(value, at: path.split(separator: ".").map(String.init))
  }
}

extension JSONNode {
  /// The member at a path of keys.
  func member(_ keys: [String]) -> Member? {
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
