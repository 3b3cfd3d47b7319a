extension SpecDecoder {
  /// The parameters given under their groups and `axes`, in the file's order.
  mutating func space(_ members: [String: JSONNode.Member]) -> GivenSpace {
    var given: [GivenParameter] = []
    for (parameter, member, isAxis) in givenParameters(members) {
      if let first = given.first(where: { $0.path == parameter.path })?.place {
        tellTwice(parameter, member, first)
      }
      given.append(self.given(parameter, member, isAxis: isAxis))
    }
    let conditions = conditions(of: given)
    return GivenSpace(given, conditions) { fallbacks(but: $0) }
  }

  private mutating func given(
    _ parameter: ParameterDeclaration, _ member: JSONNode.Member, isAxis: Bool
  ) -> GivenParameter {
    if case .object = member.value.value { return domain(member, parameter) }
    let values =
      isAxis ? axis(member.value, parameter) : scalarOrAxis(member.value, parameter)
    return GivenParameter(path: parameter.path, place: member.place, values: values ?? [])
  }

  /// What is meant where nothing is given, but for what depends on something else.
  private func fallbacks(but axes: Set<String>) -> [String: Value] {
    let pairs = manifest.settings.compactMap { parameter in
      parameter.special.isEmpty && !axes.contains(parameter.path)
        ? parameter.fallback.map { (parameter.path, $0) } : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  private typealias Given = (
    parameter: ParameterDeclaration, member: JSONNode.Member, isAxis: Bool
  )

  private mutating func givenParameters(_ members: [String: JSONNode.Member]) -> [Given] {
    let keys = manifest.takesData ? manifest.groups.map(\.key) : [Manifest.programKey]
    let groups = (keys + ["axes"]).compactMap { members[$0] }.sorted { $0.place < $1.place }
    return groups.flatMap { group -> [Given] in
      if group.key == "axes" {
        return parameters(in: group, Dictionary(pairs(manifest.settings, by: \.path)) { $1 })
          .map { ($0, $1, true) }
      }
      if !manifest.takesData { return nested(group.value, "").map { ($0, $1, false) } }
      let known = manifest.settings.filter { $0.group == group.key }
      return parameters(in: group, Dictionary(pairs(known, by: \.key)) { $1 })
        .map { ($0, $1, false) }
    }
  }

  private func pairs(
    _ parameters: [ParameterDeclaration], by key: (ParameterDeclaration) -> String
  ) -> [(String, ParameterDeclaration)] {
    parameters.map { (key($0), $0) }
  }

  private mutating func parameters(
    in group: JSONNode.Member, _ known: [String: ParameterDeclaration]
  ) -> [(ParameterDeclaration, JSONNode.Member)] {
    let names = manifest.settings.map { group.key == "axes" ? $0.path : $0.key }
      .filter { known[$0] != nil }
    guard object(group.value, group.key, names) != nil,
      case .object(let members) = group.value.value
    else { return [] }
    return members.compactMap { member in known[member.key].map { ($0, member) } }
  }

  /// A program's parameters, which may be nested; which there are, the spec itself says.
  private func nested(
    _ node: JSONNode, _ prefix: String
  ) -> [(ParameterDeclaration, JSONNode.Member)] {
    guard case .object(let members) = node.value else { return [] }
    return members.flatMap { member -> [(ParameterDeclaration, JSONNode.Member)] in
      if case .object = member.value.value, !member.value.isDomain {
        return nested(member.value, "\(prefix)\(member.key).")
      }
      return manifest.parameter(prefix + member.key).map { [($0, member)] } ?? []
    }
  }

  private mutating func tellTwice(
    _ parameter: ParameterDeclaration, _ member: JSONNode.Member, _ first: TextPlace
  ) {
    tell(
      .axisTwice, at: member.place, parameter.path, found: SpecError.quoted(member.key),
      note: "first at \(first.line):\(first.column)")
  }

  /// A list makes an axis; but where the parameter itself is a list, it is one value.
  private mutating func scalarOrAxis(
    _ node: JSONNode, _ parameter: ParameterDeclaration
  ) -> [Value]? {
    if case .array = node.value, !parameter.isList { return axis(node, parameter) }
    return value(node, parameter, parameter.path).map { [$0] }
  }

  mutating func axis(_ node: JSONNode, _ parameter: ParameterDeclaration) -> [Value]? {
    guard case .array = node.value else {
      wrongType(node, "axes.\(parameter.path)", "a list")
      return nil
    }
    return list(node, parameter.path) { $0.value($1, parameter, $2) }
  }

  mutating func value(
    _ node: JSONNode, _ parameter: ParameterDeclaration, _ path: String
  ) -> Value? {
    if case .null = node.value, parameter.neutral == .null { return .null }
    return switch parameter.kind {
    case .integer(let from, let to): integer(node, path, from...to).map(Value.whole)
    case .number(let above, let least): number(node, path, above, least).map(Value.number)
    case .flag: flag(node, path).map(Value.flag)
    case .choice(let words): word(node, parameter.key, words).map(Value.text)
    case .states: states(node, path).map(Value.wholes)
    case .any: any(node, path)
    }
  }

  private mutating func number(
    _ node: JSONNode, _ path: String, _ above: Double?, _ least: Double?
  ) -> Double? {
    let bounds =
      above.map { "greater than \(ExactNumber.text($0))" }
      ?? least.map { "not less than \(ExactNumber.text($0))" }
    return number(node, path, "a number" + (bounds.map { " " + $0 } ?? "")) { number in
      above.map { number > $0 } ?? least.map { number >= $0 } ?? true
    }
  }

  private mutating func states(_ node: JSONNode, _ path: String) -> [Int]? {
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

  private mutating func any(_ node: JSONNode, _ path: String) -> Value? {
    guard let value = Value(node) else {
      wrongType(node, path, "a number, a text, true, false, null or a list of them")
      return nil
    }
    return value
  }
}
