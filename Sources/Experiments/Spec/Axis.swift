/// A parameter that takes several values, one after the other.
public struct Axis: Hashable, Sendable {
  /// The parameter's path.
  public let path: String
  /// Its values, all different, in the spec's order.
  public let values: [Value]

  /// Makes an axis.
  public init(_ path: String, _ values: [Value]) {
    self.path = path
    self.values = values
  }
}
