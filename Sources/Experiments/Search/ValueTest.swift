/// A condition on the values of several parameters: each must pass its tests.
public struct ValueTest: Hashable, Sendable {
  /// What is asked of one parameter.
  public enum Test: Hashable, Sendable {
    /// It is one of these.
    case oneOf([Value])
    /// It is a number greater than this.
    case above(Double)
    /// It is a number less than this.
    case below(Double)
  }

  /// A parameter and what is asked of it.
  public struct Part: Hashable, Sendable {
    /// The parameter's path; of a key at the top of a spec, the path that it spells.
    public let path: String
    /// What is asked; all of it must hold.
    public let tests: [Test]

    /// Makes a part.
    public init(_ path: String, _ tests: [Test]) {
      self.path = path
      self.tests = tests
    }
  }

  /// All that must hold, in the spec's order.
  public let parts: [Part]

  /// Makes a condition.
  public init(_ parts: [Part]) { self.parts = parts }
}
