import Foundation

/// A file's bytes and the path that errors name.
struct InputFile: Sendable {
  let path: String
  let bytes: [UInt8]

  /// Larger files are refused unread; the real data set has 8 MB as MATLAB has it, 22 as text.
  static let largest = 32 << 20

  /// Reads a whole regular file.
  ///
  /// - Throws: ``DatasetError`` `.missingFile`, `.unreadable` (a folder, a pipe, no permission) or
  ///   `.tooLarge`.
  static func read(_ path: String) throws(DatasetError) -> InputFile {
    guard !path.utf8.contains(0) else { throw refusal(path, errno: ENOENT) }
    // Without O_NONBLOCK opening a named pipe would wait for a writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path, errno: errno) }
    defer { close(descriptor) }
    let size = try regularSize(descriptor, path)
    return InputFile(path: path, bytes: try content(descriptor, size: size, path))
  }

  /// The name without its folder.
  var name: String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// An error about this file.
  func error(
    _ code: DatasetError.Code, at place: DatasetError.Place = .whole, found: String,
    expected: String
  ) -> DatasetError {
    DatasetError(code, file: path, place: place, found: found, expected: expected)
  }

  private static func regularSize(
    _ descriptor: CInt, _ path: String
  ) throws(DatasetError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refusal(path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw DatasetError(
        .unreadable, file: path, place: .whole, found: isFolder ? "a folder" : "not a regular file",
        expected: "a data file")
    }
    guard status.st_size <= largest else {
      throw DatasetError(
        .tooLarge, file: path, place: .whole, found: "\(status.st_size) bytes",
        expected: "at most \(largest)")
    }
    return Int(status.st_size)
  }

  private static func content(
    _ descriptor: CInt, size: Int, _ path: String
  ) throws(DatasetError) -> [UInt8] {
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = Foundation.read(descriptor, base + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    guard failure == 0 else { throw refusal(path, errno: failure) }
    return bytes
  }

  private static func refusal(_ path: String, errno: CInt) -> DatasetError {
    let isMissing = errno == ENOENT || errno == ENOTDIR
    return DatasetError(
      isMissing ? .missingFile : .unreadable, file: path, place: .whole,
      found: isMissing ? "no such file" : String(cString: strerror(errno)),
      expected: "a readable data file")
  }
}
