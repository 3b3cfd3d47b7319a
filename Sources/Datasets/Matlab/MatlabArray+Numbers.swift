extension MatlabArray {
  /// Its numbers in the file's order (first dimension fastest), whatever class and storage.
  ///
  /// - Throws: ``DatasetError``: `.wrongShape` where it is not numeric, `.unsupported` where it is
  ///   complex, `.malformed` where stored numbers and dimensions disagree.
  func numbers() throws(DatasetError) -> [Double] {
    guard kind.isNumeric else {
      throw error(.wrongShape, found: summary, expected: "an array of numbers")
    }
    guard !isComplex else {
      throw error(.unsupported, found: "complex numbers", expected: "real ones")
    }
    guard count > 0 else { return [] }
    return try numbers(try source.element(at: body.lowerBound, before: body.upperBound))
  }

  private func numbers(_ element: MatlabBytes.Element) throws(DatasetError) -> [Double] {
    guard let size = element.type.numberSize else {
      throw source.error(
        .malformed, at: element.offset, found: "an element of type \(element.type)",
        expected: "one of numbers")
    }
    guard element.data.count == count * size else {
      throw source.error(
        .malformed, at: element.offset, found: "\(element.data.count) bytes of \(element.type)",
        expected: "\(count) numbers of \(size) bytes for \(summary)")
    }
    return converted(element)
  }

  private func converted(_ element: MatlabBytes.Element) -> [Double] {
    switch element.type {
    case .int8: read(element) { Double($0 as Int8) }
    case .int16: read(element) { Double($0 as Int16) }
    case .uint16: read(element) { Double($0 as UInt16) }
    case .int32: read(element) { Double($0 as Int32) }
    case .uint32: read(element) { Double($0 as UInt32) }
    case .int64: read(element) { Double($0 as Int64) }
    case .uint64: read(element) { Double($0 as UInt64) }
    case .single: read(element) { Double(Float(bitPattern: $0)) }
    case .double: read(element) { Double(bitPattern: $0) }
    case .uint8, .matrix, .compressed, .utf8, .utf16, .utf32:
      read(element) { Double($0 as UInt8) }
    }
  }

  private func read<Word: FixedWidthInteger>(
    _ element: MatlabBytes.Element, convert: (Word) -> Double
  ) -> [Double] {
    let isLittleEndian = source.isLittleEndian
    return source.bytes.withUnsafeBytes { bytes in
      stride(from: element.data.lowerBound, to: element.data.upperBound, by: Word.bitWidth / 8)
        .map { offset in
          let raw = bytes.loadUnaligned(fromByteOffset: offset, as: Word.self)
          return convert(isLittleEndian ? Word(littleEndian: raw) : Word(bigEndian: raw))
        }
    }
  }
}
