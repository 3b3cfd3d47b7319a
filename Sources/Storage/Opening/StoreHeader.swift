import Foundation

/// The first 100 bytes of an SQLite file, read without SQLite, so that nothing is touched.
///
/// Source: "Database File Format", sqlite.org/fileformat2.html, section 1.3.
struct StoreHeader {
  /// Which program's file it is.
  let applicationID: UInt32
  /// The version of its tables.
  let userVersion: UInt32

  /// Reads the header of a file; `nil` where the file is empty, as a fresh one is.
  ///
  /// - Throws: ``StoreError`` `.damaged` where that is no database, `.readOnly` or `.io`.
  init?(path: String) throws(StoreError) {
    let bytes = try Self.read(path)
    guard !bytes.isEmpty else { return nil }
    guard bytes.count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StoreError(
        .damaged, path: path, what: "is not an SQLite database, or its header is damaged")
    }
    applicationID = Self.number(bytes[68..<72])
    userVersion = Self.number(bytes[60..<64])
  }

  /// Refuses files of other programs and of later versions of this one.
  func check(path: String) throws(StoreError) {
    guard applicationID == Schema.applicationID else {
      throw StoreError(
        .foreign, path: path, what: "is a database of another program; name another store")
    }
    guard userVersion <= Schema.version else { throw Schema.tooNew(path, found: Int(userVersion)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func read(_ path: String) throws(StoreError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError(
        .readOnly, path: path, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else {
      throw StoreError(
        .io, path: path, what: "cannot be read: \(String(cString: strerror(errno)))")
    }
    return Array(bytes[..<count])
  }
}
