/// What is wrong with a metric's pattern.
public struct PatternFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let reason: String

  /// What is wrong.
  public var description: String { reason }
}
