import Crypto

/// Bytes as text, and digests of texts as text.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two lower-case digits a byte.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// SHA-256, all 64 digits.
  static func sha256(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// The first 32 digits of SHA-256: 128 bits, so that two configurations never share one.
  static func identifier(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes).prefix(16)) }
}
