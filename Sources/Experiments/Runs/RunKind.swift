/// What tells how long a run takes: runs of one kind cost the same.
public struct RunKind: Hashable, Sendable {
  /// What it is told by, by path: the values that its trainer's manifest says change a run's time, and
  /// what its data are (`fingerprint`) or which program it is (`program`).
  public let values: ParameterValues
  /// How many steps a run is to go: passes over the train set. 1 where its trainer has no such number.
  public let epochs: Int

  /// Makes a kind.
  ///
  /// - Parameters:
  ///   - values: Have neither ``epochsPath`` nor what goes through it.
  ///   - epochs: How many steps a run is to go.
  public init(_ values: ParameterValues, epochs: Int) {
    self.values = values
    self.epochs = epochs
  }

  /// The kind of a configuration.
  ///
  /// - Parameter manifest: What its trainer declares.
  public init(_ configuration: Configuration, _ manifest: Manifest) {
    let own: [ParameterValues.Entry]
    if configuration.isProgram {
      own = [.init(Self.programPath, .text(Self.program(configuration)))]
    } else {
      own =
        [.init(Self.dataPath, configuration.values["dataset.fingerprint"] ?? .text(""))]
        + manifest.parameters.filter(\.costs).compactMap { parameter in
          configuration.values[parameter.path].map { .init(parameter.path, $0) }
        }
    }
    self.init(ParameterValues(own), epochs: max(0, manifest.budget(of: configuration) ?? 1))
  }

  /// Where the number of steps stands among the values that a store keeps.
  static let epochsPath = "epochs"
  /// Where a program's digest stands: the first 32 digits of that of its command and the names of its
  /// input files.
  static let programPath = "program"
  /// Where the SHA-256 of the sequences' content stands.
  static let dataPath = "fingerprint"

  /// Whether somebody else's program trains.
  public var isProgram: Bool { values[Self.programPath] != nil }

  // Not the files' contents: an edit seldom changes how long a run takes.
  private static func program(_ configuration: Configuration) -> String {
    let names = configuration.values[Configuration.inputsPath].map { inputs in
      inputs.items.map { Value.list(Array($0.items.prefix(1))) }
    }
    let command = configuration.values[Configuration.commandPath] ?? .null
    var json = CanonicalJSON()
    json.object { json in
      json.member("command") { command.write(to: &$0) }
      json.member("inputs") { Value.list(names ?? []).write(to: &$0) }
    }
    return Hexadecimal.identifier(json.bytes)
  }
}

extension Value {
  /// The values of a list; none of anything else.
  fileprivate var items: [Value] { if case .list(let values) = self { values } else { [] } }
}

extension RunKind: Codable {
  /// The kind as canonical JSON, as a store keeps it.
  public var canonicalJSON: String { ParameterValues(all).canonicalJSON }

  private var all: [ParameterValues.Entry] {
    values.entries + [.init(Self.epochsPath, .whole(epochs))]
  }

  /// Reads a kind.
  ///
  /// - Throws: `DecodingError` where no plan has runs of it.
  public init(from decoder: any Decoder) throws {
    let entries = try NestedMembers(from: decoder).entries
    self.init(
      ParameterValues(entries.filter { $0.path != Self.epochsPath }),
      epochs: entries.first { $0.path == Self.epochsPath }?.value.integer ?? -1)
    try decoder.refuse { () throws(RuleBroken) in
      try RuleBroken.check(epochs, "a kind's steps", in: 0...(isProgram ? 1 << 53 : 1_000_000))
      guard (values[Self.programPath] ?? values[Self.dataPath])?.string != nil else {
        throw RuleBroken("a kind", "nothing", "of a program or of data")
      }
    }
  }

  /// Writes a kind.
  public func encode(to encoder: any Encoder) throws {
    try NestedMembers(entries: all).encode(to: encoder)
  }
}
