import Foundation

/// Whole readings and writings of a descriptor, whatever interrupts them.
enum Descriptor {
  /// Writes all.
  ///
  /// - Parameter path: What errors call the file.
  static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileError("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads the next bytes, `most` at most; none at the end.
  static func read(_ file: Int32, most: Int, _ path: String) throws(FileError) -> [UInt8] {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      repeat {
        result = Glibc.read(file, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      count = max(0, result)
    }
    guard result >= 0 else { throw FileError("read", path) }
    return bytes
  }
}
