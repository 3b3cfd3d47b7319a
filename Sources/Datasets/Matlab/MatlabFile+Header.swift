extension MatlabFile {
  /// Whether numbers are stored least significant byte first.
  ///
  /// - Throws: ``DatasetError`` `.wrongFormat`, saying what the file seems to be, or `.truncated`.
  static func isLittleEndian(_ file: InputFile) throws(DatasetError) -> Bool {
    guard let isLittleEndian = byteOrder(file.bytes) else {
      let isCut = file.bytes.count < headerSize && file.bytes.starts(with: Array("MATLAB 5".utf8))
      throw file.error(
        isCut ? .truncated : .wrongFormat,
        found: isCut ? "\(file.bytes.count) bytes" : guess(file.bytes),
        expected: "a MATLAB level-5 file, which begins with a header of 128 bytes")
    }
    let version = isLittleEndian ? file.bytes[125] : file.bytes[124]
    guard version == 1 else {
      throw file.error(
        .wrongFormat, at: .byte(124),
        found: version == 2 ? hdf5 : "version \(version) of the format",
        expected: "version 1 (save with -v7)")
    }
    return isLittleEndian
  }

  /// The byte order that the header's mark tells; `nil` where there is no mark.
  private static func byteOrder(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= headerSize else { return nil }
    if bytes[126...127].elementsEqual("IM".utf8) { return true }
    return bytes[126...127].elementsEqual("MI".utf8) ? false : nil
  }

  private static let hdf5 = "a MATLAB 7.3 file (HDF5)"

  /// What a file is that has no level-5 header.
  static func guess(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "an empty file" }
    if bytes.starts(with: [0x89, 0x48, 0x44, 0x46]) { return "an HDF5 file" }
    if bytes.starts(with: Array("MATLAB 7.3".utf8)) { return hdf5 }
    if bytes.starts(with: [0x50, 0x4B]) { return "a ZIP archive" }
    if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
    // Level 4 begins with a number under 5000, so with a zero byte; level 5 with text.
    if bytes.count >= 20, bytes[..<4].contains(0) { return "binary data, or a MATLAB 4 file" }
    let isText = bytes.prefix(512).allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
    return isText ? "text" : "binary data"
  }
}
