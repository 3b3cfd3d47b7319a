extension SpecDecoder {
  /// Notes a problem at a node.
  mutating func tell(
    _ code: SpecError.Problem.Code, _ node: JSONNode, _ path: String, found: String,
    allowed: [String] = [], suggestion: String? = nil, note: String? = nil
  ) {
    tell(
      code, at: node.place, path, found: found, allowed: allowed, suggestion: suggestion,
      note: note)
  }

  /// Notes a problem at a place.
  mutating func tell(
    _ code: SpecError.Problem.Code, at place: TextPlace, _ path: String, found: String,
    allowed: [String] = [], suggestion: String? = nil, note: String? = nil
  ) {
    guard !hasEnough else { return }
    problems.append(
      SpecError.Problem(
        code, at: place, in: names[place.source], path: path, found: found, allowed: allowed,
        suggestion: suggestion, note: note))
  }

  /// Whether so much is wrong that nothing more is told.
  var hasEnough: Bool { problems.count >= SpecError.mostProblems }

  /// The members of an object by key; keys that nobody knows are told.
  mutating func object(
    _ node: JSONNode, _ path: String, _ keys: [String]
  ) -> [String: JSONNode.Member]? {
    guard case .object(let members) = node.value else {
      wrongType(node, path.isEmpty ? "the spec" : path, "an object")
      return nil
    }
    for member in members where !keys.contains(member.key) && !hasEnough {
      tell(
        .unknownKey, at: member.place, path, found: SpecError.quoted(member.key), allowed: keys,
        suggestion: Suggestion.nearest(to: member.key, among: keys))
    }
    return Dictionary(members.map { ($0.key, $0) }) { first, _ in first }
  }

  /// A member that must be there.
  mutating func required(
    _ key: String, _ members: [String: JSONNode.Member], _ parent: JSONNode, _ path: String
  ) -> JSONNode.Member? {
    if let member = members[key] { return member }
    tell(.missingKey, parent, path, found: SpecError.quoted(key))
    return nil
  }

  mutating func string(_ node: JSONNode, _ path: String) -> String? {
    if case .string(let text) = node.value { return text }
    wrongType(node, path, "a string")
    return nil
  }

  mutating func flag(_ node: JSONNode, _ path: String) -> Bool? {
    if case .bool(let value) = node.value { return value }
    wrongType(node, path, "true or false")
    return nil
  }

  mutating func integer(_ node: JSONNode, _ path: String, _ range: ClosedRange<Int>) -> Int? {
    let expected = range.rule
    guard case .number(let number) = node.value else {
      wrongType(node, path, expected)
      return nil
    }
    if let value = number.integer, range.contains(value) { return value }
    let isWhole = number.value == number.value.rounded()
    refuse(number, isWhole ? .outOfRange : .wrongType, node, path, expected)
    return nil
  }

  /// A finite number in a half-open or open range, told by a condition and its words.
  mutating func number(
    _ node: JSONNode, _ path: String, _ expected: String, where isAllowed: (Double) -> Bool
  ) -> Double? {
    guard case .number(let number) = node.value else {
      wrongType(node, path, expected)
      return nil
    }
    if number.value.isFinite, isAllowed(number.value) { return number.value }
    refuse(number, .outOfRange, node, path, expected)
    return nil
  }

  /// One of some words.
  mutating func word(_ node: JSONNode, _ kind: String, _ words: [String]) -> String? {
    guard let text = string(node, kind) else { return nil }
    if words.contains(text) { return text }
    tell(
      .unknownWord, node, kind, found: SpecError.quoted(text),
      allowed: words.map(SpecError.quoted),
      suggestion: Suggestion.nearest(to: text, among: words))
    return nil
  }

  /// A list, or a single value in its place; told where it is empty or a value stands twice.
  mutating func list<Element: Hashable>(
    _ node: JSONNode, _ path: String, mayBeEmpty: Bool = false,
    _ element: (inout SpecDecoder, JSONNode, String) -> Element?
  ) -> [Element]? {
    guard case .array(let nodes) = node.value else {
      return element(&self, node, path).map { [$0] }
    }
    if nodes.isEmpty, !mayBeEmpty { tell(.emptyList, node, path, found: "[]") }
    var values: [Element] = []
    var seen: Set<Element> = []
    for (index, node) in nodes.enumerated() where !hasEnough {
      guard let value = element(&self, node, "\(path)[\(index)]") else { continue }
      if seen.insert(value).inserted {
        values.append(value)
      } else {
        tell(.repeatedValue, node, path, found: Self.text(of: node))
      }
    }
    return values.count == nodes.count ? values : nil
  }

  mutating func wrongType(_ node: JSONNode, _ path: String, _ expected: String) {
    tell(.wrongType, node, path, found: Self.text(of: node), allowed: [expected])
  }

  /// Refuses a number, unless the reader has told already that it is not finite.
  private mutating func refuse(
    _ number: JSONNode.Number, _ code: SpecError.Problem.Code, _ node: JSONNode, _ path: String,
    _ expected: String
  ) {
    guard number.value.isFinite else { return }
    tell(code, node, path, found: SpecError.shortened(number.text), allowed: [expected])
  }

  /// A value for people.
  static func text(of node: JSONNode) -> String {
    switch node.value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): SpecError.shortened(number.text)
    case .string(let text): SpecError.quoted(text)
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// A whole number with commas: `1,000,000`.
  static func grouped(_ number: Int) -> String { RunCount.grouped(String(number)) }
}
