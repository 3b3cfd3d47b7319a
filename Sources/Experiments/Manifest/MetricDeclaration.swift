/// A metric as a trainer declares it.
public struct MetricDeclaration: Codable, Hashable, Sendable {
  /// Its name, as runs say it.
  public let name: MetricName
  /// Which of two values is the better one.
  public let better: Better
  /// What people read over its column.
  public let title: String
  /// What it is called beside others of its quantity: `test`.
  public let short: String
  /// What is measured, over an axis: `MAE`.
  public let quantity: String
  /// Digits after the point in the table of results; `nil` for four that are significant.
  public let digits: Int?
  /// Whether every step has it, and not only the states that are evaluated.
  public let isOfEveryStep: Bool
  /// The path that a configuration must have so that it is measured; `nil` for none.
  public let needs: String?
  /// The path with which it is not measured; `nil` for none.
  public let without: String?

  /// Makes a declaration.
  public init(
    _ name: MetricName, _ better: Better, title: String? = nil, short: String? = nil,
    quantity: String? = nil, digits: Int? = nil, isOfEveryStep: Bool = false,
    needs: String? = nil, without: String? = nil
  ) {
    self.name = name
    self.better = better
    self.title = title ?? name.rawValue
    self.short = short ?? self.title
    self.quantity = quantity ?? self.title
    self.digits = digits
    self.isOfEveryStep = isOfEveryStep
    self.needs = needs
    self.without = without
  }

  /// Whether runs measure it that have values at certain paths.
  public func isMeasured(_ has: (String) -> Bool) -> Bool {
    (needs.map(has) ?? true) && !(without.map(has) ?? false)
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
