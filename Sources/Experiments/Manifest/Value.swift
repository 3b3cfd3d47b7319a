/// A value of a parameter: what JSON has but for objects, whose members are parameters themselves.
public enum Value: Hashable, Sendable {
  /// Nothing: the program's own.
  case null
  /// On or off.
  case flag(Bool)
  /// A finite number, whole or not: `1` and `1.0` are one value.
  case number(Double)
  /// A text.
  case text(String)
  /// Several values, in order.
  case list([Value])

  /// A whole number.
  ///
  /// - Precondition: No more than 2^53 from 0.
  public static func whole(_ number: Int) -> Value { .number(Double(number)) }

  /// A list of whole numbers.
  public static func wholes(_ numbers: [Int]) -> Value { .list(numbers.map(Value.whole)) }

  /// The whole number that it is, if it is one that every program reads alike (up to 2^53 - 1).
  public var integer: Int? {
    guard case .number(let number) = self, let exact = Int(exactly: number),
      exact.magnitude < 1 << 53
    else { return nil }
    return exact
  }

  /// The number that it is.
  public var double: Double? { if case .number(let number) = self { number } else { nil } }

  /// The text that it is.
  public var string: String? { if case .text(let text) = self { text } else { nil } }

  /// The flag that it is.
  public var bool: Bool? { if case .flag(let flag) = self { flag } else { nil } }

  /// The list of whole numbers that it is.
  public var integers: [Int]? {
    guard case .list(let values) = self else { return nil }
    let numbers = values.compactMap(\.integer)
    return numbers.count == values.count ? numbers : nil
  }

  /// Whether it is a list.
  var isList: Bool { if case .list = self { true } else { false } }

  /// The value for people: `32`, `0.0002`, `true`, `sgd`, `[1, 2]`.
  public var words: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): ExactNumber.text(number)
    case .text(let text): text
    case .list(let values): "[\(values.map(\.words).joined(separator: ", "))]"
    }
  }

  /// The value in a label or a folder: `32`, `0.0002`, `1e-7`, `true`, `sgd`, `0-50-100`.
  ///
  /// A text that cannot stand there as it is gets four digits of its digest, so that two texts never
  /// look alike.
  public var label: String {
    switch self {
    case .null, .flag, .number: words
    case .text(let text): Self.label(of: text)
    case .list(let values):
      values.isEmpty ? "end" : values.map(\.label).joined(separator: "-")
    }
  }

  private static let longest = 60

  private static func label(of text: String) -> String {
    let plain = text.utf8.map { SweepName.allows($0) ? $0 : UInt8(ascii: "_") }
    let label = String(decoding: plain, as: UTF8.self)
    let isPlain =
      label == text && !label.isEmpty && label.utf8.count <= longest
      && RelativePath.isPlain(label.utf8) && !label.contains("..")
    if isPlain { return label }
    let start = String(label.prefix(longest - 5).drop { $0 == "." || $0 == "-" })
    let kept = start.contains("..") ? start.replacing(".", with: "_") : start
    return "\(kept.isEmpty ? "_" : kept)-\(Value.text(text).digits)"
  }

  private var digits: String {
    var json = CanonicalJSON()
    write(to: &json)
    return String(Hexadecimal.identifier(json.bytes).prefix(4))
  }

  func write(to json: inout CanonicalJSON) {
    switch self {
    case .null: json.null()
    case .flag(let flag): json.bool(flag)
    case .number(let number): json.number(number)
    case .text(let text): json.string(text)
    case .list(let values): json.array(values) { $1.write(to: &$0) }
    }
  }

  /// The value of JSON; `nil` where an object stands in it, or a number that is not finite.
  init?(_ node: JSONNode) {
    switch node.value {
    case .null: self = .null
    case .bool(let flag): self = .flag(flag)
    case .number(let number):
      guard number.value.isFinite else { return nil }
      self = .number(number.value)
    case .string(let text): self = .text(text)
    case .array(let nodes):
      let values = nodes.compactMap { Value($0) }
      guard values.count == nodes.count else { return nil }
      self = .list(values)
    case .object: return nil
    }
  }
}

extension Value: Codable {
  /// Reads a JSON value.
  ///
  /// - Throws: `DecodingError` where it is an object.
  public init(from decoder: any Decoder) throws {
    if let values = try? [Value](from: decoder) {
      self = .list(values)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .number(let number):
      // A whole number stays one: some encoders write `1.0`.
      if let whole = integer { try container.encode(whole) } else { try container.encode(number) }
    case .text(let text): try container.encode(text)
    case .list(let values): try container.encode(values)
    }
  }
}
