/// A metric as a trainer declares it.
public struct MetricDeclaration: Codable, Hashable, Sendable {
  /// Its name, as runs say it.
  public let name: MetricName
  /// Which of two values is the better one.
  public let better: Better
  /// What people read over its column.
  public let title: String
  /// Whether every step has it, and not only the states that are evaluated.
  public let isOfEveryStep: Bool

  /// Makes a declaration.
  public init(
    _ name: MetricName, _ better: Better, title: String? = nil, isOfEveryStep: Bool = false
  ) {
    self.name = name
    self.better = better
    self.title = title ?? name.rawValue
    self.isOfEveryStep = isOfEveryStep
  }

  /// Which of two values is the better one.
  public enum Better: String, Codable, CaseIterable, Sendable {
    case lower, higher, neither

    /// Whether one finite value is better than another.
    public func prefers(_ one: Double, to other: Double) -> Bool {
      switch self {
      case .lower: one < other
      case .higher: one > other
      case .neither: false
      }
    }
  }
}
