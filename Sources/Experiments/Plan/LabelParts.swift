/// A label taken apart, with numbers in one spelling: `gru_ae,learning_rate=2e-5` equals
/// `gru_ae,learning_rate=0.00002`, and the order of settings means nothing.
struct LabelParts: Hashable {
  /// The table's version: `gru_ae`.
  var version: String
  /// What the axes say, by key.
  var settings: [String: String]
  /// Whether the last word may be the beginning of a longer one; a number is never that of another.
  let mayGoOn: Bool

  init(_ label: String) {
    let parts = Self.split(label)
    let hasVersion = !parts[0].contains("=")
    version = hasVersion ? Self.trimmed(parts[0]) : ""
    settings = [:]
    for part in hasVersion ? parts.dropFirst() : parts[...] {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = pair.count > 1 ? Self.value(Self.trimmed(pair[1])) : ""
      settings[Self.key(Self.trimmed(pair[0]))] = value
    }
    mayGoOn = !(parts.last?.contains("=") ?? false)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.version == right.version && left.settings == right.settings
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(version)
    hasher.combine(settings)
  }

  /// Whether this label says all that another one does, and more.
  func goesOn(from other: LabelParts) -> Bool {
    version == other.version && settings.count > other.settings.count
      && other.settings.allSatisfy { settings[$0.key] == $0.value }
  }

  /// Whether a setting's value is a number or a list of them, which no slip makes another one.
  static func isNumber(_ value: String) -> Bool {
    value.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// At commas, but for those of a list in brackets.
  private static func split(_ label: String) -> [Substring] {
    var depth = 0
    return label.split(omittingEmptySubsequences: false) { character in
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      return character == "," && depth <= 0
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }

  /// A spec's path or key as a label has it.
  private static func key(_ key: String) -> String {
    key == "seeds" ? "seed" : ParameterPath.key(of: key)
  }

  /// A spec's value as a label has it.
  private static func value(_ value: String) -> String {
    let parsed = JSONReader.parse(Array(value.utf8), source: 0, name: "")
    guard let node = parsed.node, parsed.problems.isEmpty else { return value }
    switch node.value {
    case .number(let number): return ExactNumber.text(number.value)
    case .array, .string: return Value(node)?.label ?? value
    case .null, .bool, .object: return value
    }
  }
}
