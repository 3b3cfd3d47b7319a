extension Configuration: Codable {
  /// Reads a configuration.
  ///
  /// - Throws: `DecodingError` where it is none that a plan could have.
  public init(from decoder: any Decoder) throws {
    let members = try NestedMembers(from: decoder)
    guard let seed = members.entries.first(where: { $0.path == Self.seedPath })?.value.integer
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no seed"))
    }
    let entries = members.entries.filter { $0.path != Self.seedPath }
    self.init(seed: seed, values: ParameterValues(entries))
    let trainers = decoder.trainers
    try decoder.refuse { () throws(RuleBroken) in
      try trainers?.check(self)
      try checkSeed()
    }
  }

  /// Writes a configuration as nested objects.
  public func encode(to encoder: any Encoder) throws {
    let all = values.entries + [.init(Self.seedPath, .whole(seed))]
    try NestedMembers(entries: all).encode(to: encoder)
  }

  /// Reads canonical JSON.
  ///
  /// - Throws: ``RuleBroken`` where it is none of a configuration.
  public init(canonicalJSON text: [UInt8]) throws(RuleBroken) {
    let parsed = JSONReader.parse(text, source: 0, name: "")
    guard let node = parsed.node, parsed.problems.isEmpty else {
      throw RuleBroken("configuration", "a text", "JSON")
    }
    try self.init(ParameterValues(node))
  }

  /// Takes the seed out of what was read.
  public init(_ all: ParameterValues) throws(RuleBroken) {
    guard let seed = all[Self.seedPath]?.integer else {
      throw RuleBroken("configuration", "nothing", "a whole number as \"seed\"")
    }
    let rest = all.entries.filter { $0.path != Self.seedPath }
    self.init(seed: seed, values: ParameterValues(rest))
    try checkSeed()
  }
}

extension Configuration {
  /// Refuses a seed that no spec may say.
  public func checkSeed() throws(RuleBroken) {
    try RuleBroken.check(seed, Self.seedPath, in: Self.seeds)
  }

  /// Seeds that a spec may say, of runs and of splits.
  package static var seeds: ClosedRange<Int> { SpecDecoder.seedRange }
}

/// Values at paths as nested JSON objects.
struct NestedMembers: Codable {
  let entries: [ParameterValues.Entry]

  init(entries: [ParameterValues.Entry]) { self.entries = entries }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    var entries: [ParameterValues.Entry] = []
    let members = try decoder.container(keyedBy: Key.self)
    for key in members.allKeys {
      guard ParameterPath.isKey(key.stringValue) else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "\(SpecError.quoted(key.stringValue)) is not \(ParameterPath.rule)"))
      }
      if let inner = try? members.decode(NestedMembers.self, forKey: key) {
        entries += inner.entries.map { .init("\(key.stringValue).\($0.path)", $0.value) }
      } else {
        entries.append(.init(key.stringValue, try members.decode(Value.self, forKey: key)))
      }
    }
    self.entries = entries
  }

  // As a dictionary, whose keys no encoder spells otherwise: they are names that others gave.
  func encode(to encoder: any Encoder) throws {
    let groups = Dictionary(grouping: entries) { String($0.path.prefix { $0 != "." }) }
    var container = encoder.singleValueContainer()
    try container.encode(groups.mapValues(Member.init))
  }
}

/// What stands at a key: a value, or further keys.
private struct Member: Encodable {
  private let group: [ParameterValues.Entry]

  /// - Parameter group: The entries whose paths begin with the key.
  init(_ group: [ParameterValues.Entry]) { self.group = group }

  func encode(to encoder: any Encoder) throws {
    if group.count == 1, !group[0].path.contains(".") {
      return try group[0].value.encode(to: encoder)
    }
    let inner = group.map { entry in
      ParameterValues.Entry(
        String(entry.path.drop { $0 != "." }.dropFirst()), entry.value)
    }
    try NestedMembers(entries: inner).encode(to: encoder)
  }
}
