/// The name of what is measured, as runs say it and the store has it: `accuracy`.
public struct MetricName: RawRepresentable, Codable, CodingKeyRepresentable,
  Hashable, Comparable, Sendable
{
  /// The name.
  public let rawValue: String

  /// Takes a name; whether it keeps the rules, ``check()`` tells.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Takes a name.
  public init(_ name: String) { rawValue = name }

  /// The order of names that nobody declared.
  public static func < (left: MetricName, right: MetricName) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// Refuses a name that no run may say: it stands in tables, files and terminals.
  public func check() throws(RuleBroken) {
    guard Self.isValid(rawValue) else {
      throw RuleBroken("a metric", SpecError.quoted(rawValue), Self.rule)
    }
  }

  /// The rule in words.
  public static let rule = "1 to 100 of a-z, A-Z, digits, spaces and . _ - / : % @ ( )"

  /// Whether a text may be a metric's name.
  public static func isValid(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        SweepName.allows($0) || " /:%@()".utf8.contains($0)
      } && name.first != " " && name.last != " "
  }
}
