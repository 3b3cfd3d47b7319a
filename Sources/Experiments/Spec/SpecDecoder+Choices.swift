extension SpecDecoder {
  /// The values of a parameter that stands at the top of a spec, always a list.
  mutating func choice(
    _ parameter: ParameterDeclaration, _ members: [String: JSONNode.Member], _ root: JSONNode
  ) -> Axis? {
    guard let spelling = parameter.spelling else { return nil }
    let all = Axis(parameter.path, parameter.words.map(Value.text))
    if !spelling.isRequired, members[spelling.key] == nil { return all }
    guard let member = required(spelling.key, members, root, "") else { return nil }
    let words = list(member.value, spelling.key) { decoder, node, _ in
      decoder.choice(node, parameter, spelling)
    }
    return words.map { Axis(parameter.path, $0.map(Value.text)) }
  }

  /// One of the words. Who writes another parameter's word here is told where it belongs.
  mutating func choice(
    _ node: JSONNode, _ parameter: ParameterDeclaration,
    _ spelling: ParameterDeclaration.Spelling
  ) -> String? {
    guard let word = string(node, spelling.key) else { return nil }
    if parameter.words.contains(word) { return word }
    let others = manifest.spelled.filter { $0.path != parameter.path }
    tell(
      .unknownWord, node, spelling.one, found: SpecError.quoted(word),
      allowed: parameter.words.map(SpecError.quoted),
      suggestion: Suggestion.nearest(
        to: word, among: parameter.words + others.flatMap(\.words)),
      note: place(of: word, among: others))
    return nil
  }

  private func place(of word: String, among others: [ParameterDeclaration]) -> String? {
    for other in others {
      guard let spelling = other.spelling,
        let near = Suggestion.nearest(to: word, among: other.words)
      else { continue }
      return "\"\(near)\" is a \(spelling.one) and belongs under \"\(spelling.key)\""
    }
    let named = manifest.combinations.first { values in manifest.label { values[$0] } == word }
    guard let named else { return nil }
    let parts = manifest.spelled.compactMap { parameter in
      named[parameter.path].map { "\(parameter.spelling?.one ?? "") \"\($0.words)\"" }
    }
    return "\"\(word)\" is \(parts.joined(separator: " with "))"
  }
}
