import Experiments
import Foundation

/// Reads many configurations' texts, which differ in little: each part is decoded once for every
/// text it has. Decoding 100,000 whole ones takes seconds.
public struct ConfigurationReader {
  private var variants = Memo<Variant>()
  private var models = Memo<ModelSettings>()
  private var trains = Memo<TrainSettings>()
  private var datasets = Memo<DatasetIdentity>()
  private var last: ConfigurationTemplate?

  /// Makes a reader that has read nothing.
  public init() {}

  /// Reads one.
  ///
  /// - Throws: `DecodingError` or `RuleBroken` where the text is none.
  mutating func read(_ text: String) throws -> Experiments.Configuration {
    var text = text
    return try text.withUTF8 { try read($0) }
  }

  /// Reads one, given in UTF-8.
  ///
  /// - Throws: `DecodingError` where the text is none.
  public mutating func read(_ text: RunLine.Text) throws -> Experiments.Configuration {
    if let known = last?.configuration(text) { return known }
    let configuration = try decode(text)
    try configuration.check()
    last = ConfigurationTemplate(text, configuration)
    return configuration
  }

  private mutating func decode(_ text: StoredRow.Bytes) throws -> Experiments.Configuration {
    let parts = Self.members(text)
    guard parts.count == 6, let variant = parts["variant"], let model = parts["model"],
      let train = parts["train"], let dataset = parts["dataset"],
      let seed = parts["seed"].flatMap({ Int($0) }),
      let engine = parts["engine"].flatMap({ Int($0) })
    else { return try Stored.configuration(String(decoding: text, as: UTF8.self)) }
    return Configuration(
      variant: try variants.read(variant), seed: seed, model: try models.read(model),
      train: try trains.read(train), dataset: try datasets.read(dataset), engine: engine)
  }

  private struct Memo<Value: Decodable> {
    private var values: [String: Value] = [:]

    mutating func read(_ text: String) throws -> Value {
      if let known = values[text] { return known }
      let value = try Stored.decode(Value.self, text)
      values[text] = value
      return value
    }
  }

  // Canonical JSON has no white space, so a member ends at the next comma or brace of its level.
  // Texts of any other form come out with other keys, and are read whole.
  private static func members(_ bytes: StoredRow.Bytes) -> [String: String] {
    var found: [String: String] = [:]
    var (start, colon, depth, isQuoted, isEscaped) = (1, 0, 0, false, false)
    for (place, byte) in bytes.enumerated() {
      if isQuoted {
        if !isEscaped && byte == UInt8(ascii: "\"") { isQuoted = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: colon = place
      case UInt8(ascii: "}"), UInt8(ascii: ","):
        if byte == UInt8(ascii: "}") { depth -= 1 }
        guard depth == (byte == UInt8(ascii: "}") ? 0 : 1), colon > start + 1 else { continue }
        let key = String(decoding: bytes[start + 1..<colon - 1], as: UTF8.self)
        found[key] = String(decoding: bytes[colon + 1..<place], as: UTF8.self)
        start = place + 1
      default: break
      }
    }
    return found
  }
}
