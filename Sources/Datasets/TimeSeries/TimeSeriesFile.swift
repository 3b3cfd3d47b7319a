/// A `.ts` file of the UEA and UCR archives: header lines that begin with `@`, then a case a line.
///
/// A case is its dimensions separated by `:`, each its values separated by `,`, and its label last,
/// where there are labels.
struct TimeSeriesFile {
  let header: TimeSeriesHeader
  let sequences: [RawSequence]
  /// Dimensions of every case.
  let channels: Int
  /// Tags that mean nothing here, and where they stood.
  let passedOver: [String]

  /// Reads the file; labels stay as they are, but for the `.0` of whole numbers.
  ///
  /// - Throws: ``DatasetError`` with line and column.
  init(_ file: InputFile) throws(DatasetError) {
    guard !file.bytes.contains(0) else {
      throw file.error(
        .wrongFormat, found: file.guess, expected: "text of the UEA .ts format")
    }
    var lines = TimeSeriesLines(file.bytes)
    header = try Self.header(&lines, file)
    passedOver = header.unknown.map { "\($0.tag.quoted) (\(file.name), line \($0.line))" }
    var sequences: [RawSequence] = []
    var parser = TimeSeriesCase(file: file, header: header)
    var budget = RawDataset.mostValues
    while let line = lines.next() {
      let sequence = try parser.sequence(line)
      budget -= sequence.values.count
      guard budget >= 0, sequences.count < RawDataset.mostSequences else {
        throw file.error(
          .tooLarge, at: .line(line.number, column: 1),
          found: budget < 0 ? "one value more" : "one case more",
          expected: "\(RawDataset.mostSequences) cases and \(RawDataset.mostValues) values at most")
      }
      sequences.append(sequence)
    }
    guard let channels = parser.channels, !sequences.isEmpty else {
      throw file.error(.empty, found: "no cases after @data", expected: "one or more")
    }
    (self.sequences, self.channels) = (sequences, channels)
  }

  private static func header(
    _ lines: inout TimeSeriesLines, _ file: InputFile
  ) throws(DatasetError) -> TimeSeriesHeader {
    var header = TimeSeriesHeader()
    while let line = lines.next() {
      let place = line.place(line.text.lowerBound)
      guard file.bytes[line.text.lowerBound] == UInt8(ascii: "@") else {
        throw file.error(
          .wrongFormat, at: place, found: file.text(line.text, most: 40).quoted,
          expected: "a header line that begins with @, up to @data")
      }
      do {
        let text = file.text(line.text, most: 1 << 16)
        guard try header.read(text, line: line.number) else { continue }
        try header.check()
        return header
      } catch {
        throw file.error(error.code, at: place, found: error.found, expected: error.expected)
      }
    }
    throw file.error(.truncated, found: "no @data line", expected: "a header and cases")
  }
}

extension TimeSeriesHeader {
  /// Checks that the lines agree.
  func check() throws(Fault) {
    guard isUnivariate != true || dimensions ?? 1 == 1 else {
      throw Fault(
        code: .wrongShape, found: "@dimensions \(dimensions ?? 1) of a univariate file",
        expected: "1 dimension, or @univariate false")
    }
    guard channels ?? 1 <= RawDataset.mostChannels else {
      throw Fault(
        code: .wrongShape, found: "@dimensions \(channels ?? 1)",
        expected: "1 to \(RawDataset.mostChannels)")
    }
    guard isEqualLength != true || seriesLength != nil || !tags.contains("@serieslength") else {
      throw Fault(code: .malformed, found: "no length", expected: "@seriesLength")
    }
  }
}

extension InputFile {
  /// The text of a range of bytes, of which at most `most` are looked at.
  func text(_ range: Range<Int>, most: Int) -> String {
    String(decoding: bytes[range.prefix(most)], as: UTF8.self)
  }
}
