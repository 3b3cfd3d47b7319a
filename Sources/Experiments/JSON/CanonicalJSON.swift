/// Writes canonical JSON: no white space, shortest round-trip numbers, minimal escapes.
///
/// Bytes depend on the values alone, never on a platform's encoder. Keys are written in the order
/// in which the caller gives them, which must be ascending.
/// Source: RFC 8785, "JSON Canonicalization Scheme".
struct CanonicalJSON {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(400) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func object(_ body: (inout CanonicalJSON) -> Void) {
    open()
    body(&self)
    close()
  }

  /// Begins an object.
  mutating func open() { bytes.append(UInt8(ascii: "{")) }

  /// Ends an object.
  mutating func close() { bytes.append(UInt8(ascii: "}")) }

  /// Writes what is JSON already.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func null() { bytes.append(contentsOf: "null".utf8) }

  mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (inout CanonicalJSON, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for element in elements {
      separate(from: UInt8(ascii: "["))
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Begins a member; its value is written next. Keys are our own words and need no escapes.
  mutating func key(_ key: String) {
    separate(from: UInt8(ascii: "{"))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: key.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func integer(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func number(_ value: Double) {
    bytes.append(contentsOf: Self.text(of: value).utf8)
  }

  mutating func bool(_ value: Bool) {
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = value.utf8.withContiguousStorageIfAvailable {
      !$0.contains(where: Self.isEscaped)
    }
    if isPlain == true {
      bytes.append(contentsOf: value.utf8)
    } else {
      for byte in value.utf8 { escaped(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func separate(from opening: UInt8) {
    if bytes.last != opening { bytes.append(UInt8(ascii: ",")) }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [0x5C, byte]
    case 0x08: bytes += [0x5C, UInt8(ascii: "b")]
    case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
    case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
    case 0x0C: bytes += [0x5C, UInt8(ascii: "f")]
    case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
    case 0..<0x20: bytes.append(contentsOf: "\\u00\(Hexadecimal.text([byte]))".utf8)
    default: bytes.append(byte)
    }
  }

  /// The shortest decimal that reads back as the same double, in ECMAScript's form: `0.0002`,
  /// `1e-7`, `1e+21`, `-0` as `0`.
  ///
  /// - Precondition: The value is finite; JSON has no other numbers.
  static func text(of value: Double) -> String {
    precondition(value.isFinite, "CanonicalJSON: \(value) is not a JSON number")
    // Most are whole and small; the text is the same.
    if let whole = Int32(exactly: value) { return String(whole) }
    let plain = value.description
    if !plain.utf8.contains(UInt8(ascii: "e")) {
      return plain.hasSuffix(".0") ? String(plain.dropLast(2)) : plain
    }
    let (digits, point) = shortest(value.magnitude)
    return (value < 0 ? "-" : "") + form(digits, point)
  }

  /// The significant digits, and how many of them stand before the decimal point.
  static func shortest(_ value: Double) -> (digits: String, point: Int) {
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined()
    let leading = all.prefix { $0 == "0" }.count
    var digits = all.dropFirst(leading)
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), mantissa[0].count + exponent - leading)
  }

  private static func form(_ digits: String, _ point: Int) -> String {
    let zeros = { (count: Int) in String(repeating: "0", count: count) }
    switch point {
    case digits.count...max(digits.count, 21) where point <= 21:
      return digits + zeros(point - digits.count)
    case 1...21: return digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0: return "0." + zeros(-point) + digits
    default:
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + fraction + (point > 0 ? "e+" : "e") + String(point - 1)
    }
  }
}
