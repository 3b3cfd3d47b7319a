import Experiments
import Foundation

/// Reads many configurations' texts, which differ in little: each part is decoded once for every
/// text it has. Decoding 100,000 whole ones takes seconds.
public struct ConfigurationReader {
  private var parts: [Part: [ParameterValues.Entry]] = [:]
  private var last: ConfigurationTemplate?

  /// A member of a configuration, as text.
  private struct Part: Hashable {
    let key: String
    let json: String
  }

  private let trainers: Trainers

  /// Makes a reader that has read nothing.
  ///
  /// - Parameter trainers: Check what it reads.
  public init(_ trainers: Trainers) { self.trainers = trainers }

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
  public mutating func read(_ text: RunRow.Text) throws -> Experiments.Configuration {
    if let known = last?.configuration(text) { return known }
    let configuration = try decode(text)
    try trainers.check(configuration)
    last = ConfigurationTemplate(text, configuration)
    return configuration
  }

  private mutating func decode(_ text: StoredRow.Bytes) throws -> Experiments.Configuration {
    let members = Self.members(text)
    let isAscending = zip(members, members.dropFirst()).allSatisfy { $0.key < $1.key }
    guard isAscending,
      let seed = members.first(where: { $0.key == "seed" }).flatMap({ Int($0.json) })
    else {
      return try Experiments.Configuration(canonicalJSON: Array(text))
    }
    var entries: [ParameterValues.Entry] = []
    for part in members where part.key != "seed" { entries += try read(part) }
    return Configuration(seed: seed, values: ParameterValues(entries))
  }

  private mutating func read(_ part: Part) throws -> [ParameterValues.Entry] {
    if let known = parts[part] { return known }
    let entries = try ParameterValues.entries(of: part.key, json: Array(part.json.utf8))
    parts[part] = entries
    return entries
  }

  // Canonical JSON has no white space, so a member ends at the next comma or brace of its level.
  // Texts of any other form come out without a seed, and are read whole.
  private static func members(_ bytes: StoredRow.Bytes) -> [Part] {
    var found: [Part] = []
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
        found.append(
          Part(key: key, json: String(decoding: bytes[colon + 1..<place], as: UTF8.self)))
        start = place + 1
      default: break
      }
    }
    return found
  }
}
