extension MatlabArray {
  /// Its characters in the file's order: bytes (Latin 1), UTF-8, UTF-16 or UTF-32.
  ///
  /// - Throws: ``DatasetError``: `.wrongShape` where it is no text, `.malformed` where the bytes are
  ///   not of the encoding, `.tooLarge` where it is longer than a letter's name can be.
  func text() throws(DatasetError) -> String {
    guard kind == .text else { throw error(.wrongShape, found: summary, expected: "text") }
    guard count > 0 else { return "" }
    let element = try source.element(at: body.lowerBound, before: body.upperBound)
    guard element.data.count <= 4 * Label.longest else {
      throw source.error(
        .tooLarge, at: element.offset, found: "\(element.data.count) bytes of text",
        expected: "at most \(4 * Label.longest)")
    }
    guard let text = decoded(element) else {
      throw source.error(
        .malformed, at: element.offset, found: "bytes that are not text of type \(element.type)",
        expected: "text")
    }
    return text
  }

  private func decoded(_ element: MatlabBytes.Element) -> String? {
    let bytes = source.bytes[element.data]
    switch element.type {
    case .int8, .uint8:
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .utf8: return String(validating: bytes, as: UTF8.self)
    case .uint16, .utf16:
      return units(bytes, as: UInt16.self).flatMap { String(validating: $0, as: UTF16.self) }
    case .utf32:
      return units(bytes, as: UInt32.self).flatMap { String(validating: $0, as: UTF32.self) }
    default: return nil
    }
  }

  private func units<Unit: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>, as type: Unit.Type
  ) -> [Unit]? {
    let size = Unit.bitWidth / 8
    guard bytes.count % size == 0 else { return nil }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
      let unit = bytes[start..<start + size]
      let digits = source.isLittleEndian ? Array(unit.reversed()) : Array(unit)
      return digits.reduce(0) { $0 << 8 | Unit($1) }
    }
  }
}
