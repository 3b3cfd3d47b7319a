extension JSONReader {
  /// A fault of syntax at the next byte, or where it is said to be.
  func fault(
    _ what: String, _ code: SpecError.Problem.Code = .syntax, at place: TextPlace? = nil
  ) -> SpecError {
    var copy = self
    return SpecError([
      SpecError.Problem(code, at: place ?? copy.here(), in: name, found: what)
    ])
  }

  /// The next byte may not stand here.
  func unexpected(_ expected: String) -> SpecError {
    switch byte {
    case nil: fault("the text ends here; expected \(expected)")
    case UInt8(ascii: "/"), UInt8(ascii: "#"): fault("JSON has no comments; expected \(expected)")
    case UInt8(ascii: "'"): fault("strings are written in double quotes; expected \(expected)")
    case UInt8(ascii: "+"), UInt8(ascii: "."):
      fault("a number begins with a digit or \"-\"; expected \(expected)")
    default: fault("unexpected \(nextWord); expected \(expected)")
    }
  }

  /// What stands here, for people: a word such as `NaN`, or one character.
  private var nextWord: String {
    let rest = bytes[index...].prefix(20)
    let word = rest.prefix { Self.isLetter($0) }
    if !word.isEmpty { return SpecError.quoted(String(decoding: word, as: UTF8.self)) }
    guard let character = String(decoding: rest, as: UTF8.self).unicodeScalars.first else {
      return "end"
    }
    return SpecError.quoted(String(character))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
