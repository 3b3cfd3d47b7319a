extension JSONNode {
  /// Whether an object is what one parameter may be, and holds no parameters: a range, or values with
  /// a condition.
  var isDomain: Bool {
    guard case .object(let members) = value else { return false }
    let keys = Set(members.map(\.key))
    if keys == ["values", "when"] { return true }
    guard keys.isSubset(of: ["log", "uniform", "integer", "step", "when"]) else { return false }
    return !keys.isDisjoint(with: ["uniform", "integer"]) || hasPair(at: "log")
  }

  private func hasPair(at key: String) -> Bool {
    guard case .array(let nodes)? = member([key])?.value.value else { return false }
    return nodes.count == 2
      && nodes.allSatisfy { if case .number = $0.value { true } else { false } }
  }
}

extension SpecDecoder {
  private static let domainKeys = ["log", "uniform", "integer", "step", "values", "when"]

  /// What stands in the place of a parameter's value as an object: a range, or values, perhaps with a
  /// condition.
  mutating func domain(
    _ member: JSONNode.Member, _ parameter: ParameterDeclaration
  ) -> GivenParameter {
    let (node, path) = (member.value, parameter.path)
    var given = GivenParameter(path: path, place: member.place)
    guard let keys = object(node, path, Self.domainKeys) else { return given }
    given.when = keys["when"]?.value
    let kinds = ["values", "log", "uniform", "integer"].filter { keys[$0] != nil }
    let isLogInteger = kinds == ["log", "integer"]
    guard kinds.count == 1 || isLogInteger else {
      tell(
        .badRange, node, path,
        found: kinds.isEmpty
          ? "an object without values" : "both \(kinds.joined(separator: " and "))",
        allowed: ["a value, a list or one range such as {\"log\": [1e-5, 0.1]}"])
      return given
    }
    if let values = keys["values"]?.value {
      refuseStep(keys["step"], path, "a list is walked through as it stands")
      given.values = self.values(values, parameter) ?? []
    } else {
      noteOfLog(member, path)
      given.range = range(keys, parameter)
    }
    return given
  }

  private mutating func values(_ node: JSONNode, _ parameter: ParameterDeclaration) -> [Value]? {
    if case .array = node.value { return axis(node, parameter) }
    return value(node, parameter, parameter.path).map { [$0] }
  }

  // Two whole numbers may be somebody's two values of a parameter called log.
  private mutating func noteOfLog(_ member: JSONNode.Member, _ path: String) {
    guard !manifest.takesData, case .object(let members) = member.value.value,
      members.count == 1, case .array(let nodes) = members[0].value.value
    else { return }
    let isWhole = nodes.allSatisfy {
      if case .number(let number) = $0.value { number.integer != nil } else { false }
    }
    guard isWhole, members[0].key == "log" else { return }
    notes.append(
      "\(path) is a range on a log scale; two values of a parameter \(path).log cannot be given so")
  }

  private mutating func refuseStep(_ member: JSONNode.Member?, _ path: String, _ reason: String) {
    guard let member else { return }
    tell(.badRange, at: member.place, path, found: "found a step", note: reason)
  }

  private mutating func range(
    _ keys: [String: JSONNode.Member], _ parameter: ParameterDeclaration
  ) -> ParameterRange? {
    let path = parameter.path
    let isInteger = keys["integer"] != nil
    guard let ends = keys["integer"] ?? keys["uniform"] ?? keys["log"] else { return nil }
    let isLog = isInteger ? keys["log"].flatMap { flag($0.value, "\(path).log") } ?? false : false
    let scale: ParameterRange.Scale = isLog || ends.key == "log" ? .log : .uniform
    if scale == .log {
      refuseStep(keys["step"], path, "a log scale has no equal steps; leave out step or log")
    }
    guard isTakenBy(parameter, ends, isInteger: isInteger),
      let (low, high) = self.ends(ends.value, parameter, isInteger: isInteger, scale)
    else { return nil }
    let stepped = scale == .log ? nil : keys["step"]
    let step = stepped.map { self.step($0.value, path, high - low, isInteger: isInteger) }
    if let step, step == nil { return nil }
    return ParameterRange(low, high, scale: scale, isInteger: isInteger, step: step ?? nil)
  }

  /// Whether a parameter's kind takes such a range.
  private mutating func isTakenBy(
    _ parameter: ParameterDeclaration, _ ends: JSONNode.Member, isInteger: Bool
  ) -> Bool {
    let fix: String?
    switch parameter.kind {
    case .number, .any: fix = nil
    case .integer: fix = isInteger ? nil : "its values are whole numbers: {\"integer\": [16, 512]}"
    case .flag: fix = "give a list: [true, false]"
    case .choice(let words): fix = "give a list of \(words.joined(separator: ", "))"
    case .states: fix = "give a list of lists of epochs under \"axes\""
    }
    guard let fix else { return true }
    tell(
      .badRange, at: ends.place, parameter.path, found: "found a range, \(ends.key)", note: fix)
    return false
  }

  private mutating func ends(
    _ node: JSONNode, _ parameter: ParameterDeclaration, isInteger: Bool,
    _ scale: ParameterRange.Scale
  ) -> (Double, Double)? {
    let path = parameter.path
    guard case .array(let nodes) = node.value, nodes.count == 2 else {
      wrongType(node, path, "the least and the greatest value, such as [1, 10]")
      return nil
    }
    let ends = nodes.compactMap { end($0, parameter, isInteger: isInteger) }
    guard ends.count == 2 else { return nil }
    let text = "[\(Value.number(ends[0]).words), \(Value.number(ends[1]).words)]"
    if ends[0] >= ends[1] {
      let isEqual = ends[0] == ends[1]
      tell(
        .badRange, node, path,
        found: isEqual ? "the ends of \(text) are equal" : "\(text) is upside down",
        note: isEqual
          ? "for one value write \(Value.number(ends[0]).words)"
          : "write [\(Value.number(ends[1]).words), \(Value.number(ends[0]).words)]")
      return nil
    }
    guard scale == .uniform || ends[0] > 0 else {
      tell(
        .badRange, nodes[0], path, found: "\(Value.number(ends[0]).words) has no logarithm",
        note: "begin above 0, such as \(isInteger ? "1" : "1e-6"), or leave the log scale")
      return nil
    }
    return (ends[0], ends[1])
  }

  private mutating func end(
    _ node: JSONNode, _ parameter: ParameterDeclaration, isInteger: Bool
  ) -> Double? {
    if case .any = parameter.kind {
      let most = 1 << 53 - 1
      return isInteger
        ? integer(node, parameter.path, -most...most).map(Double.init)
        : number(node, parameter.path, "a number") { _ in true }
    }
    let value = value(node, parameter, parameter.path)?.double
    guard isInteger, let value, value != value.rounded() else { return value }
    wrongType(node, parameter.path, "a whole number")
    return nil
  }

  private mutating func step(
    _ node: JSONNode, _ path: String, _ length: Double, isInteger: Bool
  ) -> Double? {
    let name = "\(path).step"
    let step =
      isInteger
      ? integer(node, name, 1...(1 << 53 - 1)).map(Double.init)
      : number(node, name, "a number greater than 0") { $0 > 0 }
    guard let step, step > length else { return step }
    tell(
      .badRange, node, name, found: "\(Value.number(step).words) is larger than the range",
      note: "it goes over \(Value.number(length).words) only")
    return nil
  }
}
