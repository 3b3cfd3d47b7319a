/// Values by the paths of their parameters, in the order in which canonical JSON has them.
///
/// Nested JSON is told by dots: `train.epochs` is the member `epochs` of the member `train`.
public struct ParameterValues: Hashable, Sendable {
  /// A parameter's path and its value.
  public struct Entry: Hashable, Sendable {
    /// The path: `train.learning_rate`.
    public let path: String
    /// The value.
    public let value: Value

    /// Makes an entry.
    public init(_ path: String, _ value: Value) {
      self.path = path
      self.value = value
    }
  }

  /// The entries, ascending.
  public let entries: [Entry]

  /// Puts entries in order.
  ///
  /// - Precondition: No path stands twice, and none goes through another.
  public init(_ entries: [Entry]) {
    let pairs = zip(entries, entries.dropFirst())
    let isAscending = pairs.allSatisfy { Self.isBefore($0.path, $1.path) }
    self.entries = isAscending ? entries : entries.sorted { Self.isBefore($0.path, $1.path) }
    for (one, next) in zip(self.entries, self.entries.dropFirst()) {
      precondition(
        !Self.isWithin(next.path, one.path), "ParameterValues: \(one.path) and \(next.path)")
    }
  }

  /// Whether a path is another one, or goes through it.
  private static func isWithin(_ path: String, _ outer: String) -> Bool {
    guard path.utf8.starts(with: outer.utf8) else { return false }
    let next = path.utf8.dropFirst(outer.utf8.count).first
    return next == nil || next == UInt8(ascii: ".")
  }

  /// The value at a path.
  public subscript(path: String) -> Value? { entries.first { $0.path == path }?.value }

  /// Whether one path comes before another: key by key.
  static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8) { rank($0) < rank($1) }
  }

  private static func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: ".") ? 0 : byte }

  /// The entries of one member of an object.
  ///
  /// - Parameter json: The member's value.
  /// - Throws: ``RuleBroken`` where it is none of a configuration's.
  public static func entries(of key: String, json: [UInt8]) throws(RuleBroken) -> [Entry] {
    let parsed = JSONReader.parse(json, source: 0, name: "")
    guard let node = parsed.node, parsed.problems.isEmpty else {
      throw RuleBroken(key, "a text", "JSON")
    }
    var entries: [Entry] = []
    try collect(JSONNode.Member(key: key, place: node.place, value: node), "", into: &entries)
    return entries
  }

  /// Reads the members of JSON.
  ///
  /// - Throws: ``RuleBroken`` where a key is no parameter's, or a member neither value nor object.
  init(_ node: JSONNode) throws(RuleBroken) {
    var entries: [Entry] = []
    try Self.collect(node, "", into: &entries)
    self.init(entries)
  }

  private static func collect(
    _ node: JSONNode, _ prefix: String, into entries: inout [Entry]
  ) throws(RuleBroken) {
    guard case .object(let members) = node.value else {
      throw RuleBroken(prefix.isEmpty ? "configuration" : prefix, "a value", "an object")
    }
    for member in members { try collect(member, prefix, into: &entries) }
  }

  private static func collect(
    _ member: JSONNode.Member, _ prefix: String, into entries: inout [Entry]
  ) throws(RuleBroken) {
    guard ParameterPath.isKey(member.key) else {
      throw RuleBroken("a key", SpecError.quoted(member.key), ParameterPath.rule)
    }
    let path = prefix.isEmpty ? member.key : "\(prefix).\(member.key)"
    if let value = Value(member.value) {
      entries.append(Entry(path, value))
    } else {
      try collect(member.value, path, into: &entries)
    }
  }

  /// Writes all as one object.
  func write(to json: inout CanonicalJSON) {
    var writer = NestedWriter()
    json.open()
    for entry in entries { writer.write(entry.path, to: &json, entry.value.write) }
    writer.finish(&json)
  }
}
