/// A JSON value and where it stands.
public struct JSONNode: Hashable, Sendable {
  /// Where its first character stands.
  public let place: TextPlace
  /// What it is.
  public let value: Value

  /// Makes a node.
  public init(place: TextPlace, value: Value) {
    self.place = place
    self.value = value
  }

  /// A JSON value; members of an object keep their order.
  public enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  /// A number as it is written, and what it is worth.
  public struct Number: Hashable, Sendable {
    /// As it is written: `2e-4`.
    public let text: String
    /// The nearest double; infinite where the reader has told that it is too large.
    public let value: Double

    /// The number where it is whole and every program reads it alike (up to 2^53 - 1).
    public var integer: Int? {
      guard let exact = Int(exactly: value), abs(exact) < 1 << 53 else { return nil }
      return exact
    }
  }

  /// A key, where it stands, and its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// Where the key stands.
    public let place: TextPlace
    /// The value.
    public let value: JSONNode
  }
}
