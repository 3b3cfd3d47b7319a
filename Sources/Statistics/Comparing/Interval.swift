/// A stretch that a mean lies in, with the confidence that its maker says.
public struct Interval: Hashable, Sendable {
  /// Its lower end.
  public let low: Double
  /// Its upper end.
  public let high: Double

  /// Makes an interval; its ends are not checked.
  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// Whether zero is outside.
  public var excludesZero: Bool { low > 0 || high < 0 }
}
