extension JSONReader {
  /// Reads a number; the next byte is a digit or a minus sign.
  mutating func number(at place: TextPlace) throws(SpecError) -> JSONNode.Number {
    let start = index
    if byte == UInt8(ascii: "-") { index += 1 }
    if takesNonFinite, byte == UInt8(ascii: "I") { return try nonFinite(isNegative: true) }
    try integerPart()
    if byte == UInt8(ascii: ".") {
      index += 1
      try digits("after the decimal point")
    }
    try exponent()
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let value = Double(text) ?? .infinity
    if !value.isFinite, problems.count < SpecError.mostProblems {
      let found = SpecError.shortened(text)
      problems.append(SpecError.Problem(.notFinite, at: place, in: name, found: found))
    }
    return JSONNode.Number(text: text, value: value)
  }

  private mutating func integerPart() throws(SpecError) {
    guard byte == UInt8(ascii: "0") else { return try digits("in a number") }
    index += 1
    if isDigit { throw fault("a number may not begin with 0") }
  }

  private mutating func exponent() throws(SpecError) {
    guard let mark = byte, mark | 0x20 == UInt8(ascii: "e") else { return }
    index += 1
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
    try digits("in the exponent")
  }

  private mutating func digits(_ place: String) throws(SpecError) {
    guard isDigit else { throw fault("a digit is missing \(place)") }
    while isDigit { index += 1 }
  }

  private var isDigit: Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// Reads a string; the next byte is its opening quote.
  mutating func string() throws(SpecError) -> String {
    let opening = here()
    index += 1
    var text = plainText()
    while let next = byte {
      switch next {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw fault("a control character in a string; write it as \\u00XX")
      case 0x20..<0x80: text += plainText()
      default: try character(into: &text)
      }
    }
    throw fault("unterminated string", at: opening)
  }

  /// Takes all up to what is not plain: a quote, an escape, a control or a longer character.
  private mutating func plainText() -> ArraySlice<UInt8> {
    let start = index
    while let next = byte, (0x20..<0x80).contains(next), next != 0x22, next != 0x5C { index += 1 }
    return bytes[start..<index]
  }

  private mutating func character(into text: inout ArraySlice<UInt8>) throws(SpecError) {
    var codec = UTF8()
    var rest = bytes[index...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = codec.decode(&rest) else {
      throw fault("a byte is not UTF-8")
    }
    text.append(contentsOf: String(scalar).utf8)
    index += UTF8.width(scalar)
  }

  private mutating func escape(into text: inout ArraySlice<UInt8>) throws(SpecError) {
    let place = here()
    index += 1
    guard let mark = byte else { throw fault("unterminated string") }
    index += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(mark)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar(at: place)).utf8)
    default: throw fault("unknown escape in a string", at: place)
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair.
  private mutating func escapedScalar(at place: TextPlace) throws(SpecError) -> Unicode.Scalar {
    let first = try fourDigits(at: place)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[index...].starts(with: [0x5C, 0x75]) else {
      throw fault("half of a surrogate pair", at: place)
    }
    index += 2
    let second = try fourDigits(at: place)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half of a surrogate pair", at: place) }
    return scalar
  }

  private mutating func fourDigits(at place: TextPlace) throws(SpecError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let next = byte, let digit = Character(Unicode.Scalar(next)).hexDigitValue,
        next < 0x80
      else { throw fault("four hexadecimal digits follow \\u", at: place) }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
