/// An array of a MATLAB file: its header, and where its content lies. Nothing is copied yet.
///
/// Nothing is read by recursion either, so nesting in a hostile file costs nothing.
struct MatlabArray: Sendable {
  let source: MatlabBytes
  /// Where its tag lies in `source`.
  let offset: Int
  let kind: MatlabClass
  let isComplex: Bool
  /// Two or more, none negative; their product does not overflow.
  let dimensions: [Int]
  /// The variable's name; empty within cells and structures.
  let name: String
  /// Where in `source` the content lies: elements.
  let body: Range<Int>

  /// Product of the dimensions.
  var count: Int { dimensions.reduce(1, *) }

  /// Whether it is a row or a column, possibly empty.
  var isVector: Bool { dimensions.count == 2 && dimensions.contains { $0 == 1 } }

  /// For messages: `a 3x178 double`.
  var summary: String {
    "a \(dimensions.map(String.init).joined(separator: "x")) \(isComplex ? "complex " : "")\(kind)"
  }

  /// Reads the header of the array whose tag is at `offset`.
  ///
  /// - Throws: ``DatasetError`` `.truncated` or `.malformed` with the byte.
  init(at offset: Int, before end: Int, of source: MatlabBytes) throws(DatasetError) {
    let whole = try source.element([.matrix], "an array", at: offset, before: end)
    self.source = source
    self.offset = offset
    guard !whole.data.isEmpty else {
      // A cell that was never set is an array without a header.
      (kind, isComplex, dimensions, name, body) = (.double, false, [0, 0], "", whole.data)
      return
    }
    let end = whole.data.upperBound
    let flags = try source.element(
      [.uint32], "array flags", at: whole.data.lowerBound, before: end)
    (kind, isComplex) = try Self.flags(flags, of: source)
    let sizes = try source.element([.int32, .uint32], "dimensions", at: flags.next, before: end)
    dimensions = try Self.dimensions(sizes, of: source)
    let name = try source.element([.int8, .uint8, .utf8], "a name", at: sizes.next, before: end)
    self.name = String(decoding: source.bytes[name.data], as: UTF8.self)
    body = name.next..<end
  }

  /// Where the next array may begin.
  var next: Int { min((body.upperBound + 7) / 8 * 8, source.bytes.count) }

  /// An error at this array's tag.
  func error(_ code: DatasetError.Code, found: String, expected: String) -> DatasetError {
    source.error(code, at: offset, found: found, expected: expected)
  }

  /// An error about this array as a named part.
  func error(
    _ code: DatasetError.Code, in part: String, found: String? = nil, expected: String
  ) -> DatasetError {
    DatasetError(
      code, file: source.file, place: .part(part), found: found ?? summary, expected: expected)
  }

  private static func flags(
    _ element: MatlabBytes.Element, of source: MatlabBytes
  ) throws(DatasetError) -> (MatlabClass, Bool) {
    guard element.data.count == 8 else {
      throw source.error(
        .malformed, at: element.offset, found: "\(element.data.count) bytes of flags",
        expected: "8")
    }
    let word = source.word(at: element.data.lowerBound)
    guard let kind = MatlabClass(rawValue: UInt8(word & 0xFF)) else {
      throw source.error(
        .malformed, at: element.data.lowerBound, found: "array class \(word & 0xFF)",
        expected: "a class from 1 to 18")
    }
    return (kind, word & 0x800 != 0)
  }

  private static func dimensions(
    _ element: MatlabBytes.Element, of source: MatlabBytes
  ) throws(DatasetError) -> [Int] {
    guard element.data.count % 4 == 0, (8...128).contains(element.data.count) else {
      throw source.error(
        .malformed, at: element.offset, found: "\(element.data.count) bytes of dimensions",
        expected: "4 for each of 2 to 32")
    }
    var sizes: [Int] = []
    var product = 1
    for offset in stride(from: element.data.lowerBound, to: element.data.upperBound, by: 4) {
      let size = Int(Int32(bitPattern: source.word(at: offset)))
      let (next, overflows) = product.multipliedReportingOverflow(by: max(size, 1))
      guard size >= 0, !overflows else {
        throw source.error(
          .malformed, at: offset, found: "dimension \(size)", expected: "a possible size")
      }
      sizes.append(size)
      product = next
    }
    return sizes
  }
}
