import Foundation

/// A file that a person names, as with `-o`: only a regular file is ever replaced.
///
/// A symbolic link stays, and what it leads to is written. Into a pipe that somebody reads, and a
/// device such as a terminal, the bytes go as they are. A disk is refused.
public struct NamedFile: Sendable {
  /// Its path, as it was given.
  public let path: String

  /// Names a file; nothing is touched.
  public init(_ path: String) {
    self.path = path
  }

  /// Writes the file; a regular one appears whole or not at all and keeps its permissions.
  ///
  /// - Returns: Whether there was a regular file, which is replaced now.
  /// - Throws: ``FileError`` with the path.
  @discardableResult
  public func write(_ bytes: [UInt8]) throws(FileError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      try replace(try firstFree(), with: bytes)
      return false
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      try fill(with: bytes, kind: status.st_mode & S_IFMT)
      return false
    }
    guard let real = realpath(path, nil) else { throw FileError("write", path) }
    defer { free(real) }
    try replace(try text(String(validatingCString: real)), with: bytes)
    chmod(real, status.st_mode & 0o7777)
    return true
  }

  /// Where the path leads, over links to what is not there yet.
  private func firstFree() throws(FileError) -> String {
    var target = path
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    for _ in 0..<40 {
      let count = readlink(target, &buffer, buffer.count)
      guard count > 0 else { return target }
      let next = try text(String(validating: buffer[..<count], as: UTF8.self))
      let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
      target = next.hasPrefix("/") ? next : folder + next
    }
    throw FileError("write", path, ELOOP)
  }

  // A text that was mended would name another file.
  private func text(_ valid: String?) throws(FileError) -> String {
    guard let valid else {
      throw FileError("write", path, EILSEQ, reason: "it leads to a name that is not UTF-8")
    }
    return valid
  }

  private func replace(_ target: String, with bytes: [UInt8]) throws(FileError) {
    let start = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    let (folder, name) = (String(target[..<start]), String(target[start...]))
    guard !name.isEmpty else { throw FileError("write", path, EISDIR) }
    // Folders of others are not made.
    guard access(folder.isEmpty ? "." : folder, F_OK) == 0 else { throw FileError("write", path) }
    try SafeFolder(folder.isEmpty ? "." : folder).write(bytes, to: name)
  }

  private func fill(with bytes: [UInt8], kind: mode_t) throws(FileError) {
    guard kind != S_IFBLK else {
      throw FileError("write", path, EINVAL, reason: "it is a disk; refusing")
    }
    // Without O_NONBLOCK a named pipe would be waited for.
    let file = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else {
      let isUnread = errno == ENXIO && kind == S_IFIFO
      throw FileError("write", path, reason: isUnread ? "nobody reads from this pipe" : nil)
    }
    defer { close(file) }
    _ = fcntl(file, F_SETFL, O_WRONLY)
    try Descriptor.write(bytes, to: file, path)
  }
}
