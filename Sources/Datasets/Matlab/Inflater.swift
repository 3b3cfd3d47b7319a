import CZlib

/// What a compressed element holds: one element, of a size its own tag tells.
///
/// The size is known after 8 bytes, and checked before anything is allocated for the rest.
struct Inflater {
  /// Why an element cannot be inflated.
  enum Failure: Error {
    /// The compressed bytes end too early.
    case truncated
    /// The bytes are no zlib stream, or not the one that was written.
    case damaged
    /// The stream does not hold as much as the tag in it says, or more.
    case disagreeing(size: Int)
    /// It would take more than the limit.
    case tooLarge(size: Int)
  }

  /// No stream of n bytes inflates to more than this times n (zlib's technical notes).
  static let largestRatio = 1032

  let input: ArraySlice<UInt8>
  let isLittleEndian: Bool
  let limit: Int

  /// Inflates the element.
  ///
  /// - Returns: Its bytes, tag included.
  func inflated() throws(Failure) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit_(&stream, ZLIB_VERSION, size) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    let result: Result<[UInt8], Failure> = input.withUnsafeBytes { bytes in
      stream.next_in = UnsafeMutablePointer(
        mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(bytes.count)
      return Result { () throws(Failure) in try content(&stream) }
    }
    return try result.get()
  }

  private func content(_ stream: inout z_stream) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 8)
    var isEnded = try fill(&bytes, from: 0, &stream)
    let size = 8 + announced(bytes)
    guard size <= limit else { throw .tooLarge(size: size) }
    guard size <= Self.largestRatio * input.count + 64 else { throw .disagreeing(size: size) }
    bytes.reserveCapacity(size)
    bytes.append(contentsOf: repeatElement(0, count: size - 8))
    if !isEnded && size > 8 { isEnded = try fill(&bytes, from: 8, &stream) }
    // A last call reads the check sum, and up to 7 bytes of padding.
    var padding = [UInt8](repeating: 0, count: 8)
    if !isEnded { isEnded = try fill(&padding, from: 0, &stream) }
    guard isEnded, stream.total_out >= size, stream.total_out < size + 8 else {
      throw .disagreeing(size: size)
    }
    return bytes
  }

  /// The size of the data that follows the tag.
  private func announced(_ tag: [UInt8]) -> Int {
    let digits = isLittleEndian ? Array(tag[4...].reversed()) : Array(tag[4...])
    return digits.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Inflates until `bytes` is full or the stream ends.
  ///
  /// - Returns: Whether the stream has ended, its check sum being right.
  private func fill(
    _ bytes: inout [UInt8], from start: Int, _ stream: inout z_stream
  ) throws(Failure) -> Bool {
    let status = bytes.withUnsafeMutableBufferPointer { buffer in
      stream.next_out = buffer.baseAddress.map { $0 + start }
      stream.avail_out = UInt32(buffer.count - start)
      return inflate(&stream, Z_NO_FLUSH)
    }
    switch status {
    case Z_STREAM_END: return true
    case Z_OK where stream.avail_out == 0: return false
    case Z_OK, Z_BUF_ERROR: throw .truncated
    default: throw .damaged
    }
  }
}
