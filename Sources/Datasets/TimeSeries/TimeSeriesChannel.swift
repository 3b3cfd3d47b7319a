/// The values of one channel of a case, without what fills it up.
///
/// Archives fill sequences of unequal length up with NaN; so NaN at a channel's end says where the
/// channel ended. NaN before a value is a missing value, which no network here can take.
struct TimeSeriesChannel {
  /// The values: finite, one or more.
  private(set) var values: [Double] = []
  /// How many NaN stood behind them.
  private var filling = 0

  /// Longer texts are no numbers.
  private static let longestNumber = 64

  /// Values and what fills them up.
  var length: Int { values.count + filling }

  /// How long it is, for a message.
  var words: String {
    "\(values.count) values" + (filling > 0 ? " before the NaN that fills it up" : "")
  }

  /// Reads the values between commas in a range of a line.
  ///
  /// - Throws: ``DatasetError`` with line and column.
  init(
    _ file: InputFile, _ range: Range<Int>, most: Int, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) {
    values.reserveCapacity(256)
    var start = range.lowerBound
    var firstNaN = start
    while start <= range.upperBound {
      let end = file.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ","))
      let text = file.bytes.trimmed(start..<(end ?? range.upperBound))
      if filling == 0 { firstNaN = text.lowerBound }
      try take(text, firstNaN: firstNaN, file, line)
      start = (end ?? range.upperBound) + 1
      guard length <= most else {
        throw file.error(
          .tooLarge, at: line.place(text.lowerBound), found: "more than \(most) values",
          expected: "fewer in one dimension")
      }
    }
    guard !values.isEmpty else {
      throw file.error(
        .notFinite, at: line.place(firstNaN), found: "NaN alone", expected: "one value or more")
    }
  }

  private mutating func take(
    _ text: Range<Int>, firstNaN: Int, _ file: InputFile, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) {
    if Self.isNaN(file.bytes[text]) {
      filling += 1
      return
    }
    let number = try Self.number(text, file, line)
    guard filling == 0 else {
      throw file.error(
        .notFinite, at: line.place(firstNaN), found: "NaN with a value behind it",
        expected: "a finite number: NaN may only fill up the end of a dimension")
    }
    values.append(number)
  }

  private static func isNaN(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 3 && zip(bytes, "nan".utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  private static func number(
    _ range: Range<Int>, _ file: InputFile, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) -> Double {
    let isShort = range.count <= longestNumber
    if isShort, let number = DecimalText.number(file.bytes[range]), number.isFinite {
      return number
    }
    throw refusal(
      of: file.text(range, most: longestNumber + 1), file, line.place(range.lowerBound))
  }

  private static func refusal(
    of text: String, _ file: InputFile, _ place: DatasetError.Place
  ) -> DatasetError {
    if text == "?" {
      return file.error(
        .unsupported, at: place, found: "a missing value, ?", expected: "a number")
    }
    let isNumber = text.utf8.count <= longestNumber && !text.lowercased().contains("x")
    // What Swift reads and is no finite decimal: an infinity, or too large.
    guard isNumber, Double(text) != nil else {
      return file.error(.malformed, at: place, found: text.quoted, expected: "a number")
    }
    return file.error(.notFinite, at: place, found: text.quoted, expected: "a finite number")
  }
}
