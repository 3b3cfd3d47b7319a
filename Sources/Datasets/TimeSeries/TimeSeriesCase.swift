/// Reads the cases of a `.ts` file and checks each against the header and the first case.
struct TimeSeriesCase {
  let file: InputFile
  let header: TimeSeriesHeader
  /// The length that all must have, once known, where the header says that all are equal.
  private var length: Int?

  /// Channels and a label.
  private static let mostParts = RawSequence.channels + 1

  /// More samples are refused; a letter takes some 200.
  private static let mostSamples = 1 << 16

  /// Longer texts are no numbers.
  private static let longestNumber = 64

  init(file: InputFile, header: TimeSeriesHeader) {
    self.file = file
    self.header = header
    length = header.isEqualLength == false ? nil : header.seriesLength
  }

  /// The sequence of one line.
  ///
  /// - Throws: ``DatasetError`` with line and column.
  mutating func sequence(_ line: TimeSeriesLines.Line) throws(DatasetError) -> RawSequence {
    let parts = parts(line.text)
    guard parts.count == Self.mostParts else {
      throw error(
        .wrongShape, line, line.text.lowerBound,
        found: parts.count > Self.mostParts
          ? "more than \(RawSequence.channels) dimensions and a label"
          : "\(parts.count - 1) dimensions and a label",
        expected: "\(RawSequence.channels) dimensions and a label, as the header says")
    }
    let label = try label(parts[RawSequence.channels], line)
    var channels: [[Double]] = []
    for part in parts.dropLast() { channels.append(try numbers(part, line)) }
    try checkLengths(channels, parts, line)
    return RawSequence(velocity: Self.interleaved(channels), label: label)
  }

  private func label(
    _ range: Range<Int>, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) -> String {
    let trimmed = file.bytes.trimmed(range)
    let label = file.text(trimmed, most: Label.longest + 1)
    guard Label.isValid(label), header.classes?.contains(label) ?? true else {
      throw error(
        .badLabel, line, trimmed.lowerBound, found: "label \(label.quoted)",
        expected: "one of the labels of @classLabel")
    }
    return label
  }

  private func numbers(
    _ range: Range<Int>, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(256)
    var start = range.lowerBound
    while let comma = file.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ",")) {
      numbers.append(try number(file.bytes.trimmed(start..<comma), line))
      start = comma + 1
      guard numbers.count < Self.mostSamples else {
        throw error(
          .tooLarge, line, start, found: "more than \(Self.mostSamples) values",
          expected: "fewer in one dimension")
      }
    }
    return numbers + [try number(file.bytes.trimmed(start..<range.upperBound), line)]
  }

  private func number(
    _ range: Range<Int>, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) -> Double {
    let isShort = range.count <= Self.longestNumber
    if isShort, let number = DecimalText.number(file.bytes[range]), number.isFinite {
      return number
    }
    throw refusal(of: file.text(range, most: Self.longestNumber + 1), line, range.lowerBound)
  }

  private func refusal(
    of text: String, _ line: TimeSeriesLines.Line, _ offset: Int
  ) -> DatasetError {
    if text == "?" {
      return error(
        .unsupported, line, offset, found: "a missing value, ?", expected: "a number")
    }
    let isNumber = text.utf8.count <= Self.longestNumber && !text.lowercased().contains("x")
    // What Swift reads and is no finite decimal: NaN, an infinity, or too large.
    guard isNumber, Double(text) != nil else {
      return error(.malformed, line, offset, found: text.quoted, expected: "a number")
    }
    return error(.notFinite, line, offset, found: text.quoted, expected: "a finite number")
  }

  private mutating func checkLengths(
    _ channels: [[Double]], _ parts: [Range<Int>], _ line: TimeSeriesLines.Line
  ) throws(DatasetError) {
    for (channel, part) in zip(channels, parts) where channel.count != channels[0].count {
      throw error(
        .wrongShape, line, part.lowerBound, found: "\(channel.count) values",
        expected: "\(channels[0].count), as in the first dimension")
    }
    if header.isEqualLength == true && length == nil { length = channels[0].count }
    if let length, channels[0].count != length {
      throw error(
        .wrongShape, line, line.text.lowerBound, found: "\(channels[0].count) values",
        expected: "\(length), as the header says that all are of equal length")
    }
  }

  /// The ranges between colons; the last of more than there should be holds the rest.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for offset in range
    where file.bytes[offset] == UInt8(ascii: ":") && parts.count < Self.mostParts {
      parts.append(start..<offset)
      start = offset + 1
    }
    return parts + [start..<range.upperBound]
  }

  private func error(
    _ code: DatasetError.Code, _ line: TimeSeriesLines.Line, _ offset: Int, found: String,
    expected: String
  ) -> DatasetError {
    file.error(
      code, at: .line(line.number, column: offset - line.start + 1), found: found,
      expected: expected)
  }

  private static func interleaved(_ channels: [[Double]]) -> [Double] {
    var velocity: [Double] = []
    velocity.reserveCapacity(channels.count * channels[0].count)
    for sample in channels[0].indices {
      for channel in channels { velocity.append(channel[sample]) }
    }
    return velocity
  }
}
