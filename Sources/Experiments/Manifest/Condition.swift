/// Whether a parameter has one of some values.
public struct Condition: Codable, Hashable, Sendable {
  /// The parameter.
  public let path: String
  /// The values.
  public let oneOf: [Value]

  /// Makes a condition.
  public init(_ path: String, _ oneOf: Value...) { self.init(path, among: oneOf) }

  /// Makes a condition of a list of values.
  public init(_ path: String, among oneOf: [Value]) {
    self.path = path
    self.oneOf = oneOf
  }

  /// Whether it holds.
  func holds(_ value: (String) -> Value?) -> Bool {
    value(path).map(oneOf.contains) ?? false
  }
}
