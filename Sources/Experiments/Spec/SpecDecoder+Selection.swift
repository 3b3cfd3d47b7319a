extension SpecDecoder {
  mutating func selection(_ node: JSONNode, _ space: GivenSpace) -> SelectionSpec? {
    guard let keys = object(node, "select", ["metric", "per", "then"]) else { return nil }
    let metric = required("metric", keys, node, "select")
      .flatMap { self.metric($0.value, "select.metric") }
    let per = keys["per"].flatMap { member in
      list(member.value, "select.per", mayBeEmpty: true) { $0.crossed($1, $2, space) }
    }
    let seeds = keys["then"].flatMap { self.seeds(after: $0.value) }
    return metric.map { SelectionSpec(metric: $0, per: per ?? [], seeds: seeds) }
  }

  private mutating func seeds(after node: JSONNode) -> [Int]? {
    guard let keys = object(node, "select.then", ["seeds"]) else { return nil }
    return required("seeds", keys, node, "select.then").flatMap { member in
      list(member.value, "select.then.seeds") { $0.integer($1, $2, Self.seedRange) }
    }
  }

  /// The path of a parameter each of whose values has a choice of its own.
  private mutating func crossed(
    _ node: JSONNode, _ path: String, _ space: GivenSpace
  ) -> String? {
    guard let name = string(node, path) else { return nil }
    if let parameter = manifest.spelled.first(where: { $0.spelling?.key == name }) {
      return parameter.path
    }
    if space.axes.contains(where: { $0.path == name }) { return name }
    let known = manifest.spelled.compactMap(\.spelling?.key) + space.axes.map(\.path)
    let isRange = space.ranges.contains { $0.path == name }
    tell(
      .badSearch, node, path, found: "\(SpecError.quoted(name)) has no list of values",
      allowed: known, suggestion: Suggestion.nearest(to: name, among: known),
      note: isRange ? "a range has too many values to choose for each" : nil)
    return nil
  }

  /// A sentence: `deep beats shallow on accuracy`.
  mutating func claim(_ node: JSONNode, _ path: String) -> Claim? {
    guard let text = string(node, path) else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 5, words[1] == "beats", words[3] == "on" else {
      tell(
        .badSearch, node, path, found: "\(SpecError.quoted(text)) is no claim",
        note: "write \"deep beats shallow on accuracy\", with labels without seeds")
      return nil
    }
    guard words[0] != words[2] else {
      tell(.badSearch, node, path, found: "\(SpecError.quoted(words[0])) cannot beat itself")
      return nil
    }
    return metric(words[4], node, path).map { Claim(words[0], beats: words[2], on: $0) }
  }
}
