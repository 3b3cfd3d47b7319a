/// Reads the cases of a `.ts` file and checks each against the header and the first case.
struct TimeSeriesCase {
  let file: InputFile
  let header: TimeSeriesHeader
  /// The length that all must have, once known, where the header says that all are equal.
  private var length: Int?
  /// The channels that all must have, once known.
  private(set) var channels: Int?

  /// More samples are refused; a letter takes some 200.
  private static let mostSamples = 1 << 16

  init(file: InputFile, header: TimeSeriesHeader) {
    self.file = file
    self.header = header
    length = header.isEqualLength == false ? nil : header.seriesLength
    channels = header.channels
  }

  /// The sequence of one line.
  ///
  /// - Throws: ``DatasetError`` with line and column.
  mutating func sequence(_ line: TimeSeriesLines.Line) throws(DatasetError) -> RawSequence {
    var parts = parts(line.text)
    try checkCount(parts, line)
    let label = header.classes == nil ? "" : try label(parts.removeLast(), line)
    var channels: [TimeSeriesChannel] = []
    for part in parts {
      channels.append(try TimeSeriesChannel(file, part, most: Self.mostSamples, line))
    }
    try checkLengths(channels, parts, line)
    return RawSequence(
      values: Self.interleaved(channels.map(\.values)), channels: channels.count, label: label)
  }

  /// As many channels as the header says, or else the first case has.
  private mutating func checkCount(
    _ parts: [Range<Int>], _ line: TimeSeriesLines.Line
  ) throws(DatasetError) {
    let isLabelled = header.classes != nil
    let found = parts.count - (isLabelled ? 1 : 0)
    let label = isLabelled ? " and a label" : " and no label"
    guard found == channels ?? found, (1...RawDataset.mostChannels).contains(found) else {
      let most = channels ?? RawDataset.mostChannels
      throw file.error(
        .wrongShape, at: line.place(line.text.lowerBound),
        found: "\(found > most ? "more than \(most)" : "\(found)") dimensions\(label)",
        expected: expectation(label))
    }
    channels = found
  }

  private func expectation(_ label: String) -> String {
    guard let channels else { return "1 to \(RawDataset.mostChannels) dimensions\(label)" }
    let source = header.channels == nil ? "the first case has" : "the header says"
    return "\(channels) \(channels == 1 ? "dimension" : "dimensions")\(label), as \(source)"
  }

  private func label(
    _ range: Range<Int>, _ line: TimeSeriesLines.Line
  ) throws(DatasetError) -> String {
    let trimmed = file.bytes.trimmed(range)
    let label = Label.plain(file.text(trimmed, most: Label.longest + 1))
    guard Label.isValid(label), header.classes?.contains(label) ?? true else {
      throw file.error(
        .badLabel, at: line.place(trimmed.lowerBound), found: "label \(label.quoted)",
        expected: "one of the labels of @classLabel")
    }
    return label
  }

  private mutating func checkLengths(
    _ channels: [TimeSeriesChannel], _ parts: [Range<Int>], _ line: TimeSeriesLines.Line
  ) throws(DatasetError) {
    if header.isEqualLength == true && length == nil { length = channels[0].length }
    for (channel, part) in zip(channels, parts) {
      guard channel.values.count == channels[0].values.count else {
        throw file.error(
          .wrongShape, at: line.place(part.lowerBound), found: channel.words,
          expected: "\(channels[0].values.count), as in the first dimension")
      }
      if let length, channel.length != length {
        throw file.error(
          .wrongShape, at: line.place(part.lowerBound), found: "\(channel.length) values",
          expected: "\(length), as the header says that all are of equal length")
      }
    }
  }

  /// The ranges between colons; the last of more than there should be holds the rest. Writers end a
  /// case without a label with a colon too.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    let most = (channels ?? RawDataset.mostChannels) + 1
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for offset in range where file.bytes[offset] == UInt8(ascii: ":") && parts.count < most {
      parts.append(start..<offset)
      start = offset + 1
    }
    let rest = file.bytes.trimmed(start..<range.upperBound)
    return header.classes == nil && rest.isEmpty && !parts.isEmpty
      ? parts : parts + [start..<range.upperBound]
  }

  private static func interleaved(_ channels: [[Double]]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(channels.count * channels[0].count)
    for sample in channels[0].indices {
      for channel in channels { values.append(channel[sample]) }
    }
    return values
  }
}
