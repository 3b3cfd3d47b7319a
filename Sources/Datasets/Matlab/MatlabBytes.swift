/// Bytes in which elements lie: a file's, or what one compressed element of it inflates to.
struct MatlabBytes: Sendable {
  let file: String
  let bytes: [UInt8]
  let isLittleEndian: Bool
  /// Where in the file the element lies that inflated to these bytes; `nil` for the file itself.
  let compressedAt: Int?

  /// An element: its type and where its data and the next element lie.
  struct Element {
    let type: MatlabType
    let offset: Int
    let data: Range<Int>
    let next: Int
  }

  /// The element whose tag is at `offset`, which must end before `end`.
  ///
  /// - Throws: ``DatasetError`` `.truncated` or `.malformed` with the byte.
  func element(at offset: Int, before end: Int) throws(DatasetError) -> Element {
    guard end - offset >= 8 else {
      throw shortage(offset, end, found: "\(end - offset) bytes", expected: "a tag of 8 bytes")
    }
    let word = word(at: offset)
    return word >> 16 == 0
      ? try long(word, at: offset, before: end) : try small(word, at: offset)
  }

  /// The element at `offset`, which must be of one of `types`.
  ///
  /// - Throws: As ``element(at:before:)``.
  func element(
    _ types: [MatlabType], _ what: String, at offset: Int, before end: Int
  ) throws(DatasetError) -> Element {
    let element = try element(at: offset, before: end)
    guard types.contains(element.type) else {
      throw error(
        .malformed, at: offset, found: "an element of type \(element.type)",
        expected: "\(what), of type \(types[0])")
    }
    return element
  }

  /// The unsigned 32-bit number at `offset`.
  func word(at offset: Int) -> UInt32 {
    let raw = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    return isLittleEndian ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw)
  }

  /// An error at a byte.
  func error(
    _ code: DatasetError.Code, at offset: Int, found: String, expected: String
  ) -> DatasetError {
    let place =
      compressedAt.map { DatasetError.Place.inflated(offset, element: $0) } ?? .byte(offset)
    return DatasetError(code, file: file, place: place, found: found, expected: expected)
  }

  private func long(
    _ word: UInt32, at offset: Int, before end: Int
  ) throws(DatasetError) -> Element {
    let type = try type(word, at: offset)
    let size = Int(self.word(at: offset + 4))
    let start = offset + 8
    guard size <= end - start else {
      throw shortage(
        offset, end, found: "\(end - start) bytes", expected: "an element's \(size) bytes")
    }
    // Everything is padded to 8 bytes except what is compressed.
    let padded = type == .compressed ? size : (size + 7) / 8 * 8
    return Element(
      type: type, offset: offset, data: start..<start + size, next: min(start + padded, end))
  }

  /// Up to four bytes of data stand within the tag, their number in its upper half.
  private func small(_ word: UInt32, at offset: Int) throws(DatasetError) -> Element {
    let type = try type(word & 0xFFFF, at: offset)
    let size = Int(word >> 16)
    guard size <= 4 else {
      throw error(
        .malformed, at: offset, found: "a small element of \(size) bytes", expected: "at most 4")
    }
    return Element(
      type: type, offset: offset, data: offset + 4..<offset + 4 + size, next: offset + 8)
  }

  private func type(_ word: UInt32, at offset: Int) throws(DatasetError) -> MatlabType {
    guard let type = MatlabType(rawValue: word) else {
      throw error(
        .malformed, at: offset, found: "data type \(word)", expected: "a type from 1 to 18")
    }
    return type
  }

  /// The file's own end is a truncation; the end of a container within it a contradiction.
  private func shortage(
    _ offset: Int, _ end: Int, found: String, expected: String
  ) -> DatasetError {
    let isFileEnd = compressedAt == nil && end == bytes.count
    return error(isFileEnd ? .truncated : .malformed, at: offset, found: found, expected: expected)
  }
}
