/// Reads JSON strictly (RFC 8259), and keeps the place of every key and value.
///
/// Takes nothing that is not JSON: no byte order mark, UTF-16, comment, trailing comma, lone
/// surrogate or broken UTF-8. Beyond the standard it refuses duplicate keys, numbers that are not
/// finite as a double, nesting deeper than ``maxDepth`` and texts larger than ``maxBytes``.
/// Time is linear in the text; the stack is bounded by the depth.
public struct JSONReader {
  /// How deep arrays and objects may nest.
  public static let maxDepth = 64
  /// How large a text may be: 1 MiB, whose values take less than 100 MB at the worst.
  public static let maxBytes = 1 << 20

  let bytes: [UInt8]
  let source: Int
  let name: String
  /// Whether `NaN`, `Infinity` and `-Infinity` are numbers.
  var takesNonFinite = false
  var index = 0
  /// What is wrong but does not stop the reading: duplicate keys, numbers that are not finite.
  var problems: [SpecError.Problem] = []
  private var marked = 0
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8], source: Int, name: String) {
    self.bytes = bytes
    self.source = source
    self.name = name
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: What errors call it.
  /// - Returns: The value.
  /// - Throws: ``SpecError`` with every duplicate key and number too large, and the first fault of
  ///   syntax, where reading ends.
  public static func read(_ bytes: [UInt8], file: String) throws(SpecError) -> JSONNode {
    let (node, problems) = parse(bytes, source: 0, name: file)
    guard let node, problems.isEmpty else { throw SpecError(problems) }
    return node
  }

  /// Reads a text and tells what is wrong; there is no value where the syntax is.
  static func parse(
    _ bytes: [UInt8], source: Int, name: String
  ) -> (node: JSONNode?, problems: [SpecError.Problem]) {
    var reader = JSONReader(bytes, source: source, name: name)
    do throws(SpecError) {
      let node = try reader.text()
      return (node, reader.problems)
    } catch {
      return (nil, reader.problems + error.problems)
    }
  }

  mutating func text() throws(SpecError) -> JSONNode {
    guard bytes.count <= Self.maxBytes else {
      throw fault("the text has more than \(Self.maxBytes) bytes", .tooLarge)
    }
    try refuseOtherEncodings()
    skipSpace()
    let node = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw unexpected("the end of the text") }
    return node
  }

  private func refuseOtherEncodings() throws(SpecError) {
    let start = Array(bytes.prefix(3))
    if start == [0xEF, 0xBB, 0xBF] { throw fault("the text begins with a byte order mark") }
    let utf16 = start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE])
    if utf16 || start.prefix(2).contains(0) { throw fault("the text is not UTF-8") }
  }

  mutating func value(depth: Int) throws(SpecError) -> JSONNode {
    let place = here()
    switch byte {
    case UInt8(ascii: "{"): return JSONNode(place: place, value: try object(depth: depth + 1))
    case UInt8(ascii: "["): return JSONNode(place: place, value: try array(depth: depth + 1))
    case UInt8(ascii: "\""): return JSONNode(place: place, value: .string(try string()))
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return JSONNode(place: place, value: .number(try number(at: place)))
    case UInt8(ascii: "t"): return JSONNode(place: place, value: try word("true", .bool(true)))
    case UInt8(ascii: "f"): return JSONNode(place: place, value: try word("false", .bool(false)))
    case UInt8(ascii: "n"): return JSONNode(place: place, value: try word("null", .null))
    case UInt8(ascii: "N") where takesNonFinite, UInt8(ascii: "I") where takesNonFinite:
      return JSONNode(place: place, value: .number(try nonFinite()))
    default: throw unexpected("a value")
    }
  }

  private mutating func word(
    _ word: String, _ value: JSONNode.Value
  ) throws(SpecError) -> JSONNode.Value {
    guard bytes[index...].starts(with: word.utf8) else { throw unexpected("a value") }
    index += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(SpecError) -> JSONNode.Value {
    try enter(depth)
    var elements: [JSONNode] = []
    var more = !closes(with: UInt8(ascii: "]"))
    while more {
      elements.append(try value(depth: depth))
      more = try another(before: UInt8(ascii: "]"))
    }
    return .array(elements)
  }

  private mutating func object(depth: Int) throws(SpecError) -> JSONNode.Value {
    try enter(depth)
    var members = JSONMembers()
    var more = !closes(with: UInt8(ascii: "}"))
    while more {
      let member = try member(depth: depth)
      if let first = members.insert(member) { tellDuplicate(of: member, first: first) }
      more = try another(before: UInt8(ascii: "}"))
    }
    return .object(members.all)
  }

  private mutating func member(depth: Int) throws(SpecError) -> JSONNode.Member {
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let place = here()
    let key = try string()
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("\":\"") }
    index += 1
    skipSpace()
    return JSONNode.Member(key: key, place: place, value: try value(depth: depth))
  }

  private mutating func enter(_ depth: Int) throws(SpecError) {
    guard depth <= Self.maxDepth else {
      throw fault("nested deeper than \(Self.maxDepth)", .tooDeep)
    }
    index += 1
    skipSpace()
  }

  /// Takes the closing bracket of an empty array or object, if it is here.
  private mutating func closes(with bracket: UInt8) -> Bool {
    guard byte == bracket else { return false }
    index += 1
    return true
  }

  /// After an element: takes a comma (and there is another) or the closing bracket.
  private mutating func another(before bracket: UInt8) throws(SpecError) -> Bool {
    skipSpace()
    if closes(with: bracket) { return false }
    guard byte == UInt8(ascii: ",") else {
      throw unexpected("\",\" or \"\(Character(Unicode.Scalar(bracket)))\"")
    }
    let comma = here()
    index += 1
    skipSpace()
    if byte == bracket { throw fault("trailing comma", at: comma) }
    return true
  }

  private mutating func tellDuplicate(of member: JSONNode.Member, first: TextPlace) {
    guard problems.count < SpecError.mostProblems else { return }
    problems.append(
      SpecError.Problem(
        .duplicateKey, at: member.place, in: name, found: SpecError.quoted(member.key),
        note: "first at \(first.line):\(first.column)"))
  }

  /// The byte to read next; `nil` at the end.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let next = byte, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 {
      index += 1
    }
  }

  /// The place of the next byte. Counts on from where it was last asked, so all of it is linear.
  mutating func here() -> TextPlace {
    while marked < index {
      let byte = bytes[marked]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      marked += 1
    }
    return TextPlace(source: source, line: line, column: column)
  }
}
