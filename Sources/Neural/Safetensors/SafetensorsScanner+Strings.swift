// JSON strings.
extension SafetensorsScanner {
  /// Reads a string at the position, escapes decoded.
  mutating func string() throws(SafetensorsError) -> String {
    let begin = position
    guard next == UInt8(ascii: "\"") else { throw unexpected("a string") }
    position += 1
    var text: [UInt8] = []
    while true {
      text.append(contentsOf: bytes[plainRun()])
      switch next {
      case UInt8(ascii: "\""): position += 1
      case UInt8(ascii: "\\"):
        text.append(contentsOf: try escaped().utf8)
        continue
      default: throw unexpected("a character of a string, or its end")
      }
      guard let string = String(validating: text, as: UTF8.self) else {
        throw error(.invalidUTF8, at: begin, "a string that is not", "valid UTF-8")
      }
      return string
    }
  }

  /// Takes what stands for itself: all but quotes, backslashes and control characters.
  private mutating func plainRun() -> Range<Int> {
    let begin = position
    while let byte = next, byte >= 0x20, byte != 0x22, byte != 0x5C { position += 1 }
    return begin..<position
  }

  /// Takes an escape, or the two of a surrogate pair.
  private mutating func escaped() throws(SafetensorsError) -> Character {
    let begin = position
    position += 1
    guard let byte = next else { throw unexpected("an escape") }
    position += 1
    guard byte == UInt8(ascii: "u") else {
      guard let character = Self.short[byte] else {
        throw error(.invalidEscape, at: begin, "\\ before byte \(byte)", "an escape of JSON")
      }
      return character
    }
    return Character(try scalar(from: begin))
  }

  private static let short: [UInt8: Character] = [
    0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
    0x74: "\t",
  ]

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
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error(.invalidEscape, at: begin, "\\u with fewer digits", "four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }

  private func loneSurrogate(_ unit: UInt32, _ begin: Int) -> SafetensorsError {
    error(.invalidEscape, at: begin, "\\u" + String(unit, radix: 16), "the other half of a pair")
  }
}
