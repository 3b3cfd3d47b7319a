/// The lines of a text file, as ranges of its bytes, without line ends and surrounding blanks.
struct TimeSeriesLines: Sequence, IteratorProtocol {
  /// One line that is neither empty nor a comment.
  struct Line {
    /// Its number, from 1.
    let number: Int
    /// Where the line begins in the file, blanks included: columns count from here.
    let start: Int
    /// Its text in the file.
    let text: Range<Int>

    /// Where a byte of the file stands, for an error.
    func place(_ offset: Int) -> DatasetError.Place { .line(number, column: offset - start + 1) }
  }

  /// What a comment begins with: archives write `#`, and the files that were ARFF before `%`.
  private static let comments: [UInt8] = [UInt8(ascii: "#"), UInt8(ascii: "%")]

  private let bytes: [UInt8]
  private var offset: Int
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    offset = bytes.starts(with: mark) ? mark.count : 0
  }

  mutating func next() -> Line? {
    while offset < bytes.count {
      let line = take()
      if let first = line.text.first, !Self.comments.contains(bytes[first]) { return line }
    }
    return nil
  }

  private mutating func take() -> Line {
    let start = offset
    var end = start
    while end < bytes.count && bytes[end] != UInt8(ascii: "\n") { end += 1 }
    offset = end + 1
    number += 1
    return Line(number: number, start: start, text: bytes.trimmed(start..<end))
  }
}

extension [UInt8] {
  /// `range` without blanks, tabs and carriage returns at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (first, end) = (range.lowerBound, range.upperBound)
    while first < end && Self.isBlank(self[first]) { first += 1 }
    while first < end && Self.isBlank(self[end - 1]) { end -= 1 }
    return first..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
