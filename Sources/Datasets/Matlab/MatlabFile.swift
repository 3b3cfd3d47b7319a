/// A MATLAB level-5 file: a header of 128 bytes, then variables, compressed or not.
///
/// Source: The MathWorks, "MAT-File Format" (level 5).
struct MatlabFile: Sendable {
  /// Bytes of the header.
  static let headerSize = 128

  private let bytes: MatlabBytes

  /// Reads the header.
  ///
  /// - Throws: ``DatasetError`` `.wrongFormat` or `.truncated`, with what the file is instead.
  init(_ file: InputFile) throws(DatasetError) {
    bytes = MatlabBytes(
      file: file.path, bytes: file.bytes, isLittleEndian: try Self.isLittleEndian(file),
      compressedAt: nil)
  }

  /// What the variables of a file of `size` bytes may take once inflated: 40 MiB together with the
  /// file. The real data set takes 12 MB, one and a half times its file.
  static func inflationLimit(_ size: Int) -> Int { max(0, 40 << 20 - size) }

  private var inflationLimit: Int { Self.inflationLimit(bytes.bytes.count) }

  /// The variables called one of `names`; the whole file is walked, so a cut end is found.
  ///
  /// - Throws: ``DatasetError``: `.missingVariable` where one is not there, `.truncated`,
  ///   `.malformed`, or `.tooLarge` where the file would inflate to more than the limit.
  func variables(_ names: [String]) throws(DatasetError) -> [String: MatlabArray] {
    var found: [String: MatlabArray] = [:]
    var budget = inflationLimit
    var offset = Self.headerSize
    while offset < bytes.bytes.count {
      let element = try bytes.element(at: offset, before: bytes.bytes.count)
      let variable = try variable(element, &budget)
      if names.contains(variable.name) {
        try checkNew(variable, found)
        found[variable.name] = variable
      }
      offset = element.next
    }
    try checkComplete(names, found)
    return found
  }

  private func variable(
    _ element: MatlabBytes.Element, _ budget: inout Int
  ) throws(DatasetError) -> MatlabArray {
    guard element.type == .compressed else {
      return try MatlabArray(at: element.offset, before: bytes.bytes.count, of: bytes)
    }
    let content = try inflated(element, limit: budget)
    budget -= content.count
    let source = MatlabBytes(
      file: bytes.file, bytes: content, isLittleEndian: bytes.isLittleEndian,
      compressedAt: element.offset)
    return try MatlabArray(at: 0, before: content.count, of: source)
  }

  private func inflated(
    _ element: MatlabBytes.Element, limit: Int
  ) throws(DatasetError) -> [UInt8] {
    do {
      return try Inflater(
        input: bytes.bytes[element.data], isLittleEndian: bytes.isLittleEndian, limit: limit
      ).inflated()
    } catch {
      throw refusal(error, of: element)
    }
  }

  private func refusal(
    _ failure: Inflater.Failure, of element: MatlabBytes.Element
  ) -> DatasetError {
    let (code, found, expected): (DatasetError.Code, String, String) =
      switch failure {
      case .truncated: (.truncated, "a compressed stream that ends early", "all of it")
      case .damaged: (.malformed, "bytes that do not inflate", "a sound zlib stream")
      case .disagreeing(let size):
        (.malformed, "a stream of another size", "\(size) bytes, as the tag in it says")
      case .tooLarge(let size):
        (
          .tooLarge, "\(size) bytes once inflated",
          "at most \(inflationLimit) in all variables together"
        )
      }
    return bytes.error(code, at: element.offset, found: found, expected: expected)
  }

  private func checkNew(
    _ variable: MatlabArray, _ found: [String: MatlabArray]
  ) throws(DatasetError) {
    guard found[variable.name] == nil else {
      throw variable.error(
        .malformed, found: "a second variable \(variable.name)", expected: "one")
    }
  }

  private func checkComplete(
    _ names: [String], _ found: [String: MatlabArray]
  ) throws(DatasetError) {
    for name in names where found[name] == nil {
      throw DatasetError(
        .missingVariable, file: bytes.file, place: .whole, found: "no variable \(name)",
        expected: "variables \(names.joined(separator: " and "))")
    }
  }
}
