/// A stretch of numbers that a parameter may have, in place of a list of them.
public struct ParameterRange: Hashable, Sendable {
  /// How numbers lie in it.
  public enum Scale: String, Codable, Hashable, Sendable {
    /// Equal differences are equally likely.
    case uniform
    /// Equal ratios are equally likely.
    case log
  }

  /// The least value.
  public let low: Double
  /// The greatest value; may be taken too.
  public let high: Double
  /// How numbers lie in it.
  public let scale: Scale
  /// Whether its numbers are whole.
  public let isInteger: Bool
  /// The distance of neighbouring values, from `low` on; `nil` for any number between.
  public let step: Double?

  /// Makes a range; what it says is not checked.
  public init(
    _ low: Double, _ high: Double, scale: Scale = .uniform, isInteger: Bool = false,
    step: Double? = nil
  ) {
    self.low = low
    self.high = high
    self.scale = scale
    self.isInteger = isInteger
    self.step = step
  }
}
