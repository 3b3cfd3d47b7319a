extension SpecDecoder {
  /// The settings under `model`, `train` and `axes`, and the axes in the file's order.
  mutating func settings(
    _ members: [String: JSONNode.Member]
  ) -> (settings: Settings, axes: [Axis]) {
    var given: [(setting: Setting, member: JSONNode.Member, values: [SettingValue])] = []
    for group in groups(members) {
      let isAxes = group.key == "axes"
      for (setting, member) in settings(in: group) {
        if let first = given.first(where: { $0.setting == setting })?.member {
          tellTwice(setting, member, first)
        }
        let values = isAxes ? axis(member.value, setting) : scalarOrAxis(member.value, setting)
        given.append((setting, member, values ?? []))
      }
    }
    return Self.split(given.map { ($0.setting, $0.values) })
  }

  /// `model`, `train` and `axes`, in the order of the file.
  private func groups(_ members: [String: JSONNode.Member]) -> [JSONNode.Member] {
    ["model", "train", "axes"].compactMap { members[$0] }.sorted { $0.place < $1.place }
  }

  private mutating func settings(
    in group: JSONNode.Member
  ) -> [(Setting, JSONNode.Member)] {
    let isAxes = group.key == "axes"
    let known = isAxes ? Setting.allCases : Setting.all(in: group.key)
    let names = known.map { isAxes ? $0.rawValue : $0.key }
    guard object(group.value, group.key, names) != nil else { return [] }
    guard case .object(let members) = group.value.value else { return [] }
    return members.compactMap { member in
      names.firstIndex(of: member.key).map { (known[$0], member) }
    }
  }

  private mutating func tellTwice(
    _ setting: Setting, _ member: JSONNode.Member, _ first: JSONNode.Member
  ) {
    tell(
      .axisTwice, at: member.place, setting.rawValue, found: SpecError.quoted(member.key),
      note: "first at \(first.place.line):\(first.place.column)")
  }

  /// A list makes an axis; but where the setting itself is a list, it is one value.
  private mutating func scalarOrAxis(_ node: JSONNode, _ setting: Setting) -> [SettingValue]? {
    if case .array = node.value, setting.kind != .epochs { return axis(node, setting) }
    return value(node, setting, setting.rawValue).map { [$0] }
  }

  private mutating func axis(_ node: JSONNode, _ setting: Setting) -> [SettingValue]? {
    guard case .array = node.value else {
      wrongType(node, "axes.\(setting.rawValue)", "a list")
      return nil
    }
    return list(node, setting.rawValue) { $0.value($1, setting, $2) }
  }

  private mutating func value(
    _ node: JSONNode, _ setting: Setting, _ path: String
  ) -> SettingValue? {
    switch setting.kind {
    case .integer(let range): integer(node, path, range).map { .integer($0) }
    case .positive: number(node, path, "a number greater than 0") { $0 > 0 }.map { .number($0) }
    case .flag: flag(node, path).map { .flag($0) }
    case .epochs: epochs(node, path).map { .epochs($0) }
    }
  }

  private mutating func epochs(_ node: JSONNode, _ path: String) -> [Int]? {
    guard case .array(let nodes) = node.value else {
      wrongType(node, path, "a list of epochs")
      return nil
    }
    if nodes.contains(where: { if case .array = $0.value { true } else { false } }) {
      wrongType(node, path, "a list of epochs; several such lists stand under \"axes\"")
      return nil
    }
    return list(node, path, mayBeEmpty: true) { $0.integer($1, $2, 0...1_000_000) }
  }

  /// One value is a setting, several are an axis.
  private static func split(
    _ given: [(setting: Setting, values: [SettingValue])]
  ) -> (Settings, [Axis]) {
    var settings = Settings()
    for (setting, values) in given where values.count == 1 {
      settings = settings.setting(setting, to: values[0])
    }
    return (settings, given.filter { $0.values.count > 1 }.map { Axis($0.setting, $0.values) })
  }
}
