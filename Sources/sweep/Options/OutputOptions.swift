import ArgumentParser
import Foundation

/// How much is said, and in what form.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Write data as JSON to standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only problems and what is deleted.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print more.")
  var verbose = false

  @Flag(help: "No colours.")
  var noColor = false

  /// Whether colours are used.
  var usesColor: Bool { !noColor && Console.wantsColor }

  /// Says something to a person, unless asked to be quiet.
  func say(_ line: String) { if !quiet { Console.say(line) } }

  /// Says what is deleted or replaced: that nobody can ask not to hear.
  func sayLoss(_ line: String) { Console.say(line) }

  /// Says a value as one line of JSON.
  func sayJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    Console.data(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }
}
