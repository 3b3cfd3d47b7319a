extension InputFile {
  static let matlab73 = "a MATLAB 7.3 file (HDF5)"

  /// What the content seems to be, for a message about a file that is not what it should be.
  var guess: String {
    if bytes.isEmpty { return "an empty file" }
    if matlabByteOrder != nil { return "a MATLAB file" }
    if bytes.starts(with: [0x89, 0x48, 0x44, 0x46]) { return "an HDF5 file" }
    if bytes.starts(with: Array("MATLAB 7.3".utf8)) { return Self.matlab73 }
    if bytes.starts(with: [0x50, 0x4B]) { return "a ZIP archive" }
    if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
    // Level 4 begins with a number under 5000, so with a zero byte; level 5 with text.
    if bytes.count >= 20, bytes[..<4].contains(0) { return "binary data, or a MATLAB 4 file" }
    return isText ? "text" : "binary data"
  }

  /// Whether the mark of a level-5 header stands there, and numbers are stored least significant
  /// byte first; `nil` where there is no mark.
  var matlabByteOrder: Bool? {
    guard bytes.count >= MatlabFile.headerSize else { return nil }
    if bytes[126...127].elementsEqual("IM".utf8) { return true }
    return bytes[126...127].elementsEqual("MI".utf8) ? false : nil
  }

  /// Whether all bytes can stand in text of UTF-8, which has none from 0xF5.
  private var isText: Bool {
    bytes.allSatisfy { (0x20..<0xF5).contains($0) || (0x09...0x0D).contains($0) }
  }
}
