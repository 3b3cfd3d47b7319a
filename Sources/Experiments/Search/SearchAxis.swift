/// A parameter that a search chooses values of.
public struct SearchAxis: Hashable, Sendable {
  /// The parameter's path.
  public let path: String
  /// What it may be.
  public let domain: Domain

  /// Makes an axis.
  public init(_ path: String, _ domain: Domain) {
    self.path = path
    self.domain = domain
  }

  /// What a parameter may be.
  public enum Domain: Hashable, Sendable {
    /// A number of a stretch.
    case range(ParameterRange)
    /// One of some values.
    case values([Value])
  }
}
