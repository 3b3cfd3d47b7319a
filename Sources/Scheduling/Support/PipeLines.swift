import Foundation

/// Cuts what comes out of a descriptor into lines.
struct PipeLines {
  /// What came of a reading.
  enum Outcome {
    /// There may be new lines.
    case more
    /// Nothing further will ever come.
    case end
    /// There is a line beyond the limit.
    case tooLong
  }

  private let limit: Int
  private var bytes: [UInt8] = []
  /// Where the first line not yet taken begins.
  private var start = 0
  /// Up to where there is no line's end.
  private var searched = 0

  /// - Parameter limit: The longest line allowed, in bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// What has been read and is not a whole line.
  var rest: ArraySlice<UInt8> { bytes[start...] }

  /// Reads what there is, waiting only if there is nothing.
  mutating func read(from descriptor: Int32) -> Outcome {
    bytes.removeSubrange(..<start)
    searched -= start
    start = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = max(0, readRetrying(descriptor, buffer))
    }
    bytes += chunk
    return chunk.isEmpty ? .end : bytes.count - chunk.count > limit ? .tooLong : .more
  }

  /// Takes the next whole line, without its end.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    return bytes[start..<end]
  }

  private func readRetrying(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int
  {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }
}
