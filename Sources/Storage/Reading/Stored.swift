import Experiments
import Foundation

/// How values become the store's texts and blobs, and come back.
enum Stored {
  /// JSON with sorted keys: equal values are equal texts.
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads what `encode` wrote.
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

extension Stored {
  /// The canonical text of a configuration, whose digest is the run's id.
  static func text(of configuration: Configuration) -> String { configuration.canonicalJSON }

  /// What the view `run_results` shows as family and cell: of other trainers' runs nothing.
  static func shown(_ configuration: Configuration) -> (family: String, cell: String) {
    guard !configuration.isProgram, let family = configuration["variant.family"]?.string else {
      return ("", "")
    }
    return (family, configuration["variant.cell"]?.string ?? family)
  }

  /// Reads a configuration's text.
  ///
  /// - Parameter trainers: Check it.
  static func configuration(_ text: String, _ trainers: Trainers) throws -> Configuration {
    let configuration = try decode(Configuration.self, text)
    try trainers.check(configuration)
    return configuration
  }
}
