/// One measured value. Equal and encoded by its bit pattern, so NaN, infinities and -0 survive.
public struct Metric: Codable, Hashable, Sendable {
  /// What was measured.
  public let name: MetricName
  /// The bit pattern of the `Double`.
  public let bits: UInt64

  /// The value.
  public var value: Double { Double(bitPattern: bits) }

  /// Makes a metric.
  public init(_ name: MetricName, _ value: Double) {
    self.name = name
    self.bits = value.bitPattern
  }

  enum CodingKeys: CodingKey { case name, bits }

  /// Reads a metric; the bits are 16 hexadecimal digits.
  ///
  /// - Throws: `DecodingError` where the digits are wrong.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let digits = try values.decode(String.self, forKey: .bits)
    guard let bits = Hexadecimal.bits(digits) else {
      throw DecodingError.dataCorruptedError(
        forKey: .bits, in: values, debugDescription: "16 hexadecimal digits, not \(digits)")
    }
    self.name = try values.decode(MetricName.self, forKey: .name)
    self.bits = bits
    try decoder.refuse(name.check)
  }

  /// Writes a metric; the bits are 16 hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(Hexadecimal.digits(bits), forKey: .bits)
  }
}
