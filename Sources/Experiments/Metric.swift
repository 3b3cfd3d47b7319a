/// The name of what is measured, as runs say it and the store has it: `test_mse`.
public struct MetricName: RawRepresentable, Codable, CodingKeyRepresentable,
  Hashable, Comparable, Sendable
{
  /// The name.
  public let rawValue: String

  /// Takes a name; whether it keeps the rules, ``check()`` tells.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Takes a name.
  public init(_ name: String) { rawValue = name }

  /// The order of names that nobody declared.
  public static func < (left: MetricName, right: MetricName) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// Refuses a name that no run may say: it stands in tables, files and terminals.
  public func check() throws(RuleBroken) {
    guard Self.isValid(rawValue) else {
      throw RuleBroken("a metric", SpecError.quoted(rawValue), Self.rule)
    }
  }

  /// The rule in words.
  public static let rule = "1 to 100 letters, digits, spaces and . _ - / : % @ ( )"

  /// Whether a text may be a metric's name.
  public static func isValid(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        SweepName.allows($0) || " /:%@()".utf8.contains($0)
      } && name.first != " " && name.last != " "
  }
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
