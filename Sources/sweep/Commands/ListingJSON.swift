import Experiments
import Foundation
import Storage

/// Runs as one line of JSON, as ``OutputOptions/sayJSON(_:)`` would write them; written by hand,
/// since a list may be long.
struct ListingJSON {
  private var text = Array("[".utf8)

  /// The whole line; nothing can be added any more.
  mutating func finished() -> [UInt8] {
    append("]\n")
    return text
  }

  /// Adds a run. Keys are sorted; what is missing is left out.
  mutating func add(_ run: RunLine) {
    if text.count > 1 { append(",") }
    append("{\"attempts\":", run.attempts)
    append(",\"cell\":", run.cell)
    append(",\"epochs\":", run.epochs)
    if let failure = run.failure { append(",\"failure\":", failure) }
    append(",\"family\":", run.family)
    append(",\"id\":", run.id)
    append(",\"label\":", run.label)
    append(",\"seconds\":", run.seconds)
    append(",\"seed\":", run.seed)
    append(",\"state\":", run.state.rawValue)
    append(",\"sweep\":", run.sweep)
    if let value = run.testMSE { append(",\"test_mse\":", value) }
    if let value = run.trainMSE { append(",\"train_mse\":", value) }
    append("}")
  }

  private mutating func append(_ plain: StaticString) {
    text.append(
      contentsOf: UnsafeBufferPointer(start: plain.utf8Start, count: plain.utf8CodeUnitCount))
  }

  private mutating func append(_ plain: String) {
    var plain = plain
    plain.withUTF8 { text.append(contentsOf: $0) }
  }

  private mutating func append(_ key: StaticString, _ value: Int) {
    append(key)
    append(String(value))
  }

  private mutating func append(_ key: StaticString, _ value: Double) {
    append(key)
    guard value.isFinite else { return append("\"\(value)\"") }
    let number = value.description
    append(number.hasSuffix(".0") ? String(number.dropLast(2)) : number)
  }

  private mutating func append(_ key: StaticString, _ value: String) {
    var value = value
    value.withUTF8 { append(key, $0) }
  }

  private mutating func append(_ key: StaticString, _ value: RunLine.Text) {
    append(key)
    guard value.allSatisfy(Self.isPlain) else { return append(Self.escaped(value)) }
    append("\"")
    text.append(contentsOf: value)
    append("\"")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escaped(_ text: RunLine.Text) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let encoded = try? encoder.encode(String(decoding: text, as: UTF8.self))
    return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
