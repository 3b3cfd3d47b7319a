/// The names of what is measured, as the store has them.
public enum MetricName: String, Codable, CaseIterable, Sendable {
  /// Mean of an epoch's batch losses while training; from epoch 1.
  case trainLoss = "train_loss"
  /// MSE over the train set with batch statistics: the published figure.
  case trainMSE = "train_mse"
  /// MSE over the test set with batch statistics: the published figure.
  case testMSE = "test_mse"
  /// MSE over the train set with running statistics.
  case trainMSERunning = "train_mse_running"
  /// MSE over the test set with running statistics.
  case testMSERunning = "test_mse_running"
}

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
    guard digits.utf8.count == 16, let bits = UInt64(digits, radix: 16) else {
      throw DecodingError.dataCorruptedError(
        forKey: .bits, in: values, debugDescription: "16 hexadecimal digits, not \(digits)")
    }
    self.name = try values.decode(MetricName.self, forKey: .name)
    self.bits = bits
  }

  /// Writes a metric; the bits are 16 hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    let digits = String(bits, radix: 16)
    try values.encode(name, forKey: .name)
    try values.encode(String(repeating: "0", count: 16 - digits.count) + digits, forKey: .bits)
  }
}
