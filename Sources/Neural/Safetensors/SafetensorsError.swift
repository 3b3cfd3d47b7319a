/// Why bytes are not a safetensors file that can be read here.
public struct SafetensorsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong; tests compare this, never the text.
  public enum Code: String, Sendable {
    /// The file has no room for the header's length.
    case tooShort = "the file is too short"
    /// The header's length is beyond the format's limit.
    case headerTooLong = "the header is too long"
    /// The file ends before its header.
    case headerCutOff = "the header is longer than the file"
    /// The header is not JSON of the format: a character that may not stand there.
    case syntax = "the header is not JSON of this format"
    /// Text in the header is not UTF-8.
    case invalidUTF8 = "the header is not UTF-8"
    /// A string has an escape that stands for no character.
    case invalidEscape = "an invalid escape"
    /// An integer has a leading zero, a sign, a fraction, an exponent or too many digits.
    case invalidInteger = "not an integer that can be used here"
    /// A key stands twice in one object.
    case duplicateKey = "a duplicate key"
    /// More keys or axes than are read here.
    case tooMany = "too many parts"
    /// A value under `__metadata__` is not a string.
    case metadataNotText = "metadata must be text"
    /// A tensor has a key that the format does not know.
    case unknownKey = "unknown key"
    /// A tensor lacks one of its three keys.
    case missingKey = "a key is missing"
    /// A tensor is of another type than `F32`.
    case unsupportedType = "only single precision is read here"
    /// `data_offsets` does not have two numbers.
    case offsetCount = "data_offsets is a pair"
    /// A tensor begins before the one before it ends.
    case overlap = "the data overlap another tensor's"
    /// Bytes between two tensors, or before the first.
    case gap = "a gap before the data"
    /// A tensor ends before it begins.
    case endBeforeBegin = "the data end before they begin"
    /// A shape whose size in bytes cannot be counted.
    case shapeTooLarge = "the shape is too large"
    /// Offsets and shape disagree.
    case sizeMismatch = "offsets and shape disagree"
    /// The file goes on after the last tensor.
    case trailingBytes = "bytes after the last tensor"
    /// The file ends before the last tensor does.
    case dataCutOff = "the file ends within its data"
  }

  /// Where it is wrong.
  public enum Place: Equatable, Sendable {
    /// Bytes from the file's start.
    case byte(Int)
    /// A tensor, by its name.
    case tensor(String)
  }

  /// What is wrong.
  public let code: Code
  /// The file, as the caller named it.
  public let file: String
  /// Where in the file.
  public let place: Place
  /// What stood there.
  public let found: String
  /// What may stand there.
  public let expected: String

  init(_ code: Code, _ file: String, _ place: Place, found: String, expected: String) {
    self.code = code
    self.file = file
    self.place = place
    self.found = found
    self.expected = expected
  }

  /// File, place, what is wrong, what stood there and what may; control characters escaped.
  public var description: String {
    "\(Self.printable(file)): \(place): \(code.rawValue): "
      + "found \(Self.printable(found)), expected \(expected)"
  }
}

extension SafetensorsError.Place: CustomStringConvertible {
  /// `byte 12`, or `tensor "encoder.conv1.weight"`; control characters escaped.
  public var description: String {
    switch self {
    case .byte(let offset): "byte \(offset)"
    case .tensor(let name): "tensor \"\(SafetensorsError.printable(name))\""
    }
  }
}

extension SafetensorsError {
  /// Text from a file that may be hostile, fit for a terminal: no control characters, not too long.
  static func printable(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let shown = scalars.prefix(longest).map(printable).joined()
    return scalars.dropFirst(longest).isEmpty ? shown : shown + "..."
  }

  private static let longest = 200

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      "\\u{" + String(scalar.value, radix: 16) + "}"
    default: String(scalar)
    }
  }
}
