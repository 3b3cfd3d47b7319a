import Crypto

/// Bytes and bit patterns as text, and digests of texts as text.
public enum Hexadecimal {
  /// The 16 digits of a bit pattern.
  public static func digits(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The bit pattern of 16 digits; `nil` where they are none.
  public static func bits(_ digits: String) -> UInt64? {
    digits.utf8.count == 16 ? UInt64(digits, radix: 16) : nil
  }

  /// Two lower-case digits a byte.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The double of 16 digits; `nil` where they are none.
  public static func double(_ digits: String) -> Double? {
    bits(digits).map { Double(bitPattern: $0) }
  }

  /// SHA-256, all 64 digits.
  public static func sha256(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// The first 32 digits of SHA-256: 128 bits, so that two configurations never share one.
  public static func identifier(_ bytes: [UInt8]) -> String {
    text(SHA256.hash(data: bytes).prefix(16))
  }
}
