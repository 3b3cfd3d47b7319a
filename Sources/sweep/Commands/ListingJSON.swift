import Experiments
import Foundation
import Storage

/// Runs as one line of JSON, as ``OutputOptions/sayJSON(_:)`` would write them; written by hand,
/// since a list may be long.
struct ListingJSON {
  private var text = Array("[".utf8)

  /// The whole line.
  var bytes: [UInt8] { text + Array("]\n".utf8) }

  /// Adds a run. Keys are sorted; what is missing is left out.
  mutating func add(_ run: RunListing) {
    if text.count > 1 { text.append(UInt8(ascii: ",")) }
    text.append(UInt8(ascii: "{"))
    member("attempts", String(run.attempts))
    member("cell", string(run.cell))
    member("epochs", String(run.epochs))
    if let failure = run.failure { member("failure", string(failure)) }
    member("family", string(run.family))
    member("id", string(run.id))
    member("label", string(run.label))
    member("seconds", number(run.seconds))
    member("seed", String(run.seed))
    member("state", string(run.state.rawValue))
    member("sweep", string(run.sweep))
    if let value = run.testMSE { member("test_mse", number(value)) }
    if let value = run.trainMSE { member("train_mse", number(value)) }
    text.append(UInt8(ascii: "}"))
  }

  private mutating func member(_ key: String, _ value: String) {
    if text.last != UInt8(ascii: "{") { text.append(UInt8(ascii: ",")) }
    text.append(UInt8(ascii: "\""))
    text.append(contentsOf: key.utf8)
    text.append(contentsOf: "\":".utf8)
    text.append(contentsOf: value.utf8)
  }

  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "\"\(value)\"" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func string(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain { return "\"\(text)\"" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
