import Experiments
import Foundation
import Storage

/// Runs as one line of JSON, as ``OutputOptions/sayJSON(_:)`` would write them; written by hand and
/// in pieces, since a list may be long.
struct ListingJSON: ListingForm {
  static let needsSettings = true
  private static let piece = 1 << 16
  private var text: [UInt8] = []
  private var settings = ListedSettings()
  private var separator: StaticString = "["
  private let write: ([UInt8]) -> Void

  /// - Parameter write: Takes the line, piece by piece.
  init(to write: @escaping ([UInt8]) -> Void) {
    self.write = write
    text.reserveCapacity(2 * Self.piece)
  }

  /// Ends the line; nothing can be added any more.
  mutating func finish() {
    if text.isEmpty { append(separator) }
    append("]\n")
    write(text)
  }

  /// Adds a run. Keys are sorted; what is missing is left out.
  ///
  /// - Throws: `DecodingError` where its configuration is none.
  mutating func add(_ run: RunRow, _ lookup: (String) -> Value?) throws {
    beginObject()
    try addObject(run)
  }

  mutating func line(_ run: RunRow, _ lookup: (String) -> Value?) throws -> [UInt8] {
    let before = text
    text = []
    defer { text = before }
    try addObject(run)
    return text
  }

  mutating func add(_ line: [UInt8]) {
    beginObject()
    text += line
  }

  private mutating func beginObject() {
    if text.count > Self.piece {
      write(text)
      text.removeAll(keepingCapacity: true)
    }
    append(separator)
    separator = ","
  }

  private mutating func addObject(_ run: RunRow) throws {
    try settings.read(run)
    append("{\"attempts\":", run.attempts)
    settings.isProgram ? addProgram(run) : addOurs(run)
    append("}")
  }

  private mutating func addOurs(_ run: RunRow) {
    append(settings.upTo("cell"))
    append(",\"cell\":", settings.cell)
    append(settings.upTo("epochs"))
    append(",\"epochs\":", run.epochs)
    append(settings.upTo("evaluated_epoch"))
    if let epoch = run.evaluatedStep { append(",\"evaluated_epoch\":", epoch) }
    if let failure = run.failure { append(",\"failure\":", failure) }
    append(",\"family\":", settings.family)
    append(settings.upTo("id"))
    append(",\"id\":", run.id)
    append(",\"label\":", run.label)
    append(settings.upTo("seconds"))
    append(",\"seconds\":", run.seconds)
    append(",\"seed\":", run.seed)
    append(settings.upTo("state"))
    append(",\"state\":", run.state.rawValue)
    append(",\"sweep\":", run.sweep)
    addValues(of: run) { $0.name < $1.name }
    append(settings.upTo(ListedSettings.end))
  }

  private mutating func addProgram(_ run: RunRow) {
    if let step = run.evaluatedStep { append(",\"evaluated_step\":", step) }
    if let failure = run.failure { append(",\"failure\":", failure) }
    append(",\"id\":", run.id)
    append(",\"label\":", run.label)
    append(",\"metrics\":{")
    addValues(of: run, nil)
    append("},\"parameters\":")
    append(settings.parameters)
    append(",\"seconds\":", run.seconds)
    append(",\"seed\":", run.seed)
    append(",\"state\":", run.state.rawValue)
    append(",\"step\":", run.epochs)
    append(",\"sweep\":", run.sweep)
  }

  // In the order in which the trainer declares them, or in another one.
  private mutating func addValues(
    of run: RunRow, _ order: ((MetricDeclaration, MetricDeclaration) -> Bool)?
  ) {
    let columns = run.listed.columns
    let places = order.map { isBefore in
      columns.indices.sorted { isBefore(columns[$0], columns[$1]) }
    }
    for place in places ?? Array(columns.indices) {
      guard let value = run.value(place)?.number else { continue }
      if text.last != UInt8(ascii: "{") { append(",") }
      append("\"")
      append(columns[place].name.rawValue)
      append("\":", value)
    }
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
    if (0..<10).contains(value) {
      text.append(UInt8(ascii: "0") + UInt8(value))
    } else {
      append(String(value))
    }
  }

  private mutating func append(_ key: StaticString, _ value: Double) {
    append(key)
    guard value.isFinite else { return append("\"\(ExactNumber.text(value))\"") }
    let number = value.description
    append(number.hasSuffix(".0") ? String(number.dropLast(2)) : number)
  }

  private mutating func append(_ key: StaticString, _ value: String) {
    var value = value
    value.withUTF8 { append(key, $0) }
  }

  private mutating func append(_ key: StaticString, _ value: RunRow.Text) {
    append(key)
    guard value.allSatisfy(Self.isPlain) else { return append(Self.escaped(value)) }
    append("\"")
    text.append(contentsOf: value)
    append("\"")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escaped(_ text: RunRow.Text) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let encoded = try? encoder.encode(String(decoding: text, as: UTF8.self))
    return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
