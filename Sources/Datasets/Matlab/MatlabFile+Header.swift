extension MatlabFile {
  /// Whether numbers are stored least significant byte first.
  ///
  /// - Throws: ``DatasetError`` `.wrongFormat`, saying what the file seems to be, or `.truncated`.
  static func isLittleEndian(_ file: InputFile) throws(DatasetError) -> Bool {
    guard let isLittleEndian = file.matlabByteOrder else {
      let isCut = file.bytes.count < headerSize && file.bytes.starts(with: Array("MATLAB 5".utf8))
      throw file.error(
        isCut ? .truncated : .wrongFormat,
        found: isCut ? "\(file.bytes.count) bytes" : file.guess,
        expected: "a MATLAB level-5 file, which begins with a header of 128 bytes")
    }
    let version = isLittleEndian ? file.bytes[125] : file.bytes[124]
    guard version == 1 else {
      throw file.error(
        .wrongFormat, at: .byte(124),
        found: version == 2 ? InputFile.matlab73 : "version \(version) of the format",
        expected: "version 1 (save with -v7)")
    }
    return isLittleEndian
  }
}
