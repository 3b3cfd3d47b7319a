import Experiments
import Foundation

/// A configuration's text cut at its seed: most runs of a sweep differ in nothing else, which is seen
/// at once.
struct ConfigurationTemplate {
  private let head: [UInt8]
  private let tail: [UInt8]
  private let value: Experiments.Configuration

  // In a text these quotes would be escaped: so it is nowhere but before the seed.
  private static let key = Array(",\"seed\":".utf8)

  /// Cuts a text; `nil` where it is not canonical.
  init?(_ text: StoredRow.Bytes, _ configuration: Experiments.Configuration) {
    let key = text.indices.first {
      text[$0] == UInt8(ascii: ",") && text[$0...].starts(with: Self.key)
    }
    let seed = Array(String(configuration.seed).utf8)
    guard let place = key.map({ $0 + Self.key.count }),
      text[place...].starts(with: seed + [UInt8(ascii: ",")])
    else { return nil }
    head = Array(text[..<place])
    tail = Array(text[(place + seed.count)...])
    value = configuration
  }

  /// The configuration of a text that differs in its seed alone; else `nil`.
  func configuration(_ text: StoredRow.Bytes) -> Experiments.Configuration? {
    let end = text.count - tail.count
    guard end > head.count, let start = text.baseAddress,
      memcmp(start, head, head.count) == 0, memcmp(start + end, tail, tail.count) == 0
    else { return nil }
    let digits = String(decoding: text[head.count..<end], as: UTF8.self)
    guard let seed = Int(digits), String(seed) == digits else { return nil }
    let configuration = Experiments.Configuration(seed: seed, values: value.values)
    return (try? configuration.checkSeed()) == nil ? nil : configuration
  }
}
