/// Reads the header's JSON, which has four levels and no more: a recursion has no place in it.
///
/// Source: RFC 8259 for the grammar; the format's README for what may stand where.
struct SafetensorsScanner {
  /// The whole file; positions are offsets in it.
  let bytes: UnsafeRawBufferPointer
  let end: Int
  let file: String
  var position: Int

  init(bytes: UnsafeRawBufferPointer, range: Range<Int>, file: String) {
    self.bytes = bytes
    self.end = range.upperBound
    self.file = file
    self.position = range.lowerBound
  }

  /// The byte at the position; `nil` at the header's end.
  var next: UInt8? { position < end ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// Skips white space, then takes `character` if it stands there.
  mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func take(_ character: Unicode.Scalar) throws(SafetensorsError) {
    guard takes(character) else { throw unexpected("\"\(character)\"") }
  }

  /// Reads an object and hands over each key with its value still to be read.
  mutating func members(
    _ read: (inout Self, String) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try take("{")
    if takes("}") { return }
    var places: [String: Int] = [:]
    repeat {
      skipSpace()
      let place = position
      let key = try string()
      if let first = places.updateValue(place, forKey: key) {
        throw error(.duplicateKey, at: place, "\(key), first at byte \(first)", "each key once")
      }
      try limit(places.count, to: Self.mostMembers, "keys")
      try take(":")
      try read(&self, key)
    } while takes(",")
    try take("}")
  }

  /// Reads an array of integers from 0 on.
  mutating func integers() throws(SafetensorsError) -> [Int] {
    try take("[")
    if takes("]") { return [] }
    var integers: [Int] = []
    repeat {
      integers.append(try integer())
      try limit(integers.count, to: Self.mostAxes, "integers")
    } while takes(",")
    try take("]")
    return integers
  }

  private mutating func integer() throws(SafetensorsError) -> Int {
    skipSpace()
    let begin = position
    while let byte = next, Self.numeric.contains(byte) { position += 1 }
    guard position > begin else { throw unexpected("an integer") }
    let digits = bytes[begin..<position]
    let text = String(decoding: digits.prefix(40), as: UTF8.self)
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.count == 1 || text.first != "0",
      digits.count < 20, let value = Int(text)
    else {
      throw error(.invalidInteger, at: begin, text, "an integer from 0 to \(Int.max)")
    }
    return value
  }

  // Not limits of the format: they bound what a hostile header can make the reader store.
  private static let mostMembers = 100_000
  private static let mostAxes = 64
  private static let numeric = Array("0123456789+-.eE".utf8)

  private func limit(
    _ count: Int, to most: Int, _ what: String
  ) throws(SafetensorsError) {
    guard count <= most else {
      throw error(.tooMany, at: position, "\(count) \(what)", "\(most) at most")
    }
  }
}

// Errors at a position.
extension SafetensorsScanner {
  func error(
    _ code: SafetensorsError.Code, at place: Int, _ found: String, _ expected: String
  ) -> SafetensorsError {
    SafetensorsError(code, file, .byte(place), found: found, expected: expected)
  }

  /// Something else than `expected` stands at the position.
  func unexpected(_ expected: String) -> SafetensorsError {
    error(.syntax, at: position, found, expected)
  }

  private var found: String {
    guard let byte = next else { return "the header's end" }
    guard (0x21...0x7E).contains(byte) else { return "0x" + String(byte, radix: 16) }
    return "\"\(Unicode.Scalar(byte))\""
  }
}
