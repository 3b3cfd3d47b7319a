// JSON strings.
extension SafetensorsScanner {
  /// Reads a string at the position, escapes decoded.
  mutating func string() throws(SafetensorsError) -> String {
    let begin = position
    guard next == UInt8(ascii: "\"") else { throw unexpected("a string") }
    position += 1
    var text = Array(bytes[plainRun()])
    while next == UInt8(ascii: "\\") {
      text.append(contentsOf: UTF8.encode(try escaped()) ?? .init())
      text.append(contentsOf: bytes[plainRun()])
    }
    guard next == UInt8(ascii: "\"") else {
      throw unexpected("a character of a string, or its end")
    }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      throw error(.invalidUTF8, at: begin, "a string that is not", "valid UTF-8")
    }
    return string
  }

  /// Takes what stands for itself: all but quotes, backslashes and control characters.
  private mutating func plainRun() -> Range<Int> {
    let begin = position
    while let byte = next, byte >= 0x20, byte != 0x22, byte != 0x5C { position += 1 }
    return begin..<position
  }

  /// Takes an escape, or the two of a surrogate pair.
  private mutating func escaped() throws(SafetensorsError) -> Unicode.Scalar {
    let begin = position
    position += 1
    guard let byte = next else { throw unexpected("an escape") }
    position += 1
    if byte == UInt8(ascii: "u") { return try scalar(from: begin) }
    guard let scalar = Self.short(byte) else {
      throw error(.invalidEscape, at: begin, "\\ before byte \(byte)", "an escape of JSON")
    }
    return scalar
  }

  private static func short(_ byte: UInt8) -> Unicode.Scalar? {
    switch Unicode.Scalar(byte) {
    case "\"", "\\", "/": Unicode.Scalar(byte)
    case "b": "\u{8}"
    case "f": "\u{C}"
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    default: nil
    }
  }

  /// The character of `\uXXXX` whose digits are next, or of that and the `\uXXXX` after it.
  private mutating func scalar(from begin: Int) throws(SafetensorsError) -> Unicode.Scalar {
    let first = try fourDigits(from: begin)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, takesEscapedUnit() else { throw loneSurrogate(first, begin) }
    let second = try fourDigits(from: begin)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw loneSurrogate(first, begin) }
    return scalar
  }

  private mutating func takesEscapedUnit() -> Bool {
    guard end - position >= 2, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else {
      return false
    }
    position += 2
    return true
  }

  private mutating func fourDigits(from begin: Int) throws(SafetensorsError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap(Self.hexadecimal) else {
        throw error(.invalidEscape, at: begin, "\\u with fewer digits", "four hexadecimal digits")
      }
      value = value << 4 + digit
      position += 1
    }
    return value
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  private func loneSurrogate(_ unit: UInt32, _ begin: Int) -> SafetensorsError {
    error(.invalidEscape, at: begin, "\\u" + String(unit, radix: 16), "the other half of a pair")
  }
}
