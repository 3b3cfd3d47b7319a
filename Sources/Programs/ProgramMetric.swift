/// One value that a program measured. Equal by its bit pattern, so that NaN equals itself.
public struct ProgramMetric: Hashable, Sendable {
  /// What was measured, as the program calls it.
  public let name: String
  /// The bit pattern of the `Double`.
  public let bits: UInt64

  /// The value.
  public var value: Double { Double(bitPattern: bits) }

  /// Makes a metric.
  public init(_ name: String, _ value: Double) {
    self.name = name
    bits = value.bitPattern
  }
}
