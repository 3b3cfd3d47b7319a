extension SpecDecoder {
  /// The conditions of parameters, without circles.
  mutating func conditions(of given: [GivenParameter]) -> [String: ValueTest] {
    var conditions: [String: ValueTest] = [:]
    for parameter in given {
      guard let when = parameter.when else { continue }
      conditions[parameter.path] = test(when, "\(parameter.path).when", seeds: false)
    }
    for parameter in given {
      guard let when = parameter.when,
        let circle = Self.circle(from: parameter.path, conditions)
      else { continue }
      tell(
        .badSearch, when, "\(parameter.path).when", found: "it depends on itself",
        note: circle.joined(separator: " depends on "))
    }
    return conditions
  }

  /// A way from a parameter over conditions back to itself.
  private static func circle(from path: String, _ conditions: [String: ValueTest]) -> [String]? {
    var seen: Set<String> = []
    var ways = [[path]]
    while let way = ways.popLast() {
      for part in conditions[way[way.count - 1]]?.parts ?? [] {
        if part.path == path { return way + [path] }
        if seen.insert(part.path).inserted { ways.append(way + [part.path]) }
      }
    }
    return nil
  }

  /// What a key of a condition stands for: the path, by the word that people write.
  private func testable(seeds: Bool) -> [(word: String, path: String)] {
    manifest.spelled.compactMap { parameter in
      parameter.spelling.map { ($0.key, parameter.path) }
    } + (seeds ? [("seeds", Configuration.seedPath)] : [])
      + manifest.settings.map { ($0.path, $0.path) }
  }

  /// A condition on values: `{"variants": "rnn", "train.learning_rate": {"above": 0.01}}`.
  ///
  /// - Parameter seeds: Whether it may ask for the seed.
  mutating func test(_ node: JSONNode, _ path: String, seeds: Bool) -> ValueTest? {
    let known = testable(seeds: seeds)
    guard let keys = object(node, path, known.map(\.word)),
      case .object(let members) = node.value
    else { return nil }
    if members.isEmpty { tell(.emptyList, node, path, found: "{}") }
    let parts = members.filter { keys[$0.key] != nil }.compactMap { member in
      known.first { $0.word == member.key }.flatMap { word in
        tests(member.value, word.path, "\(path).\(member.key)")
          .map { ValueTest.Part(word.path, $0) }
      }
    }
    return parts.count == members.count ? ValueTest(parts) : nil
  }

  private mutating func tests(
    _ node: JSONNode, _ parameter: String, _ path: String
  ) -> [ValueTest.Test]? {
    if case .object = node.value { return bounds(node, parameter, path) }
    return list(node, path) { $0.tested($1, parameter, $2) }.map { [.oneOf($0)] }
  }

  private mutating func tested(
    _ node: JSONNode, _ parameter: String, _ path: String
  ) -> Value? {
    if parameter == Configuration.seedPath {
      return integer(node, path, Self.seedRange).map(Value.whole)
    }
    guard let declaration = manifest.parameter(parameter) else { return nil }
    if let spelling = declaration.spelling {
      return choice(node, declaration, spelling).map(Value.text)
    }
    return value(node, declaration, path)
  }

  private mutating func bounds(
    _ node: JSONNode, _ parameter: String, _ path: String
  ) -> [ValueTest.Test]? {
    guard isNumber(parameter) else {
      wrongType(node, path, "a value or a list of them: it is no number")
      return nil
    }
    guard let keys = object(node, path, ["above", "below"]) else { return nil }
    let above = keys["above"].map { number($0.value, "\(path).above", "a number") { _ in true } }
    let below = keys["below"].map { number($0.value, "\(path).below", "a number") { _ in true } }
    if keys.isEmpty { tell(.missingKey, node, path, found: "\"above\" or \"below\"") }
    if let low = above ?? nil, let high = below ?? nil, low >= high {
      tell(
        .badRange, node, path,
        found: "nothing is above \(Value.number(low).words) and below "
          + Value.number(high).words)
    }
    let tests = [
      (above ?? nil).map(ValueTest.Test.above), (below ?? nil).map(ValueTest.Test.below),
    ]
    return tests.compactMap { $0 }
  }

  private func isNumber(_ path: String) -> Bool {
    switch manifest.parameter(path)?.kind {
    case .integer, .number, .any: true
    case .flag, .choice, .states: false
    case nil: path == Configuration.seedPath
    }
  }
}
