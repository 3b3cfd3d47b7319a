/// What one configuration reached, by seed.
public struct Group: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its values by seed.
  public let values: [Int: Double]

  /// Makes a group.
  public init(_ name: String, _ values: [Int: Double]) {
    self.name = name
    self.values = values
  }

  /// Its values in short.
  public var summary: Summary { Summary(values.values) }

  /// Whether it has values, and all are finite.
  public var isFinite: Bool { !values.isEmpty && values.values.allSatisfy(\.isFinite) }
}
