import Foundation

/// Files that somebody else has written, and may be writing still.
extension SafeFolder {
  private static let piece = 1 << 20

  /// Shows the bytes of a file piece by piece, in order, and never more of them at a time than 1 MiB.
  ///
  /// - Returns: How many there were.
  /// - Throws: ``FileError`` also where it is not a regular file, and where it was changed meanwhile;
  ///   and what `see` throws, at once.
  @discardableResult
  public func scan(
    _ relative: String, _ see: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) -> Int {
    let file = try openRegular(relative)
    defer { close(file) }
    let before = try status(file, relative)
    var count = 0
    while count <= Int(before.st_size) {
      let bytes = try Descriptor.read(file, most: Self.piece, full(relative))
      if bytes.isEmpty { break }
      count += bytes.count
      try see(bytes)
    }
    let after = try status(file, relative)
    guard count == Int(after.st_size), Self.isUnchanged(before, after) else {
      throw FileError("read", full(relative), EBUSY, reason: "it was being written to")
    }
    return count
  }

  /// Copies a regular file of another folder under a temporary name beside the one it is for, and
  /// makes its bytes durable. See ``writeUnplaced(_:for:)``.
  ///
  /// - Parameter see: Shown the bytes on their way.
  /// - Returns: The temporary path, relative to this folder, and how many bytes there are.
  public func copyUnplaced(
    _ file: String, of other: SafeFolder, for relative: String, _ see: ([UInt8]) -> Void
  ) throws(FileError) -> (temporary: String, bytes: Int) {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    let temporary = Self.temporaryName(for: name)
    let copy = try create(temporary, in: folder, shown: relative)
    defer { close(copy) }
    do throws(FileError) {
      let count = try other.scan(file) { bytes throws(FileError) in
        try Descriptor.write(bytes, to: copy, full(relative))
        see(bytes)
      }
      guard fsync(copy) == 0 else { throw FileError("make durable", full(relative)) }
      return (relative.dropLast(name.count) + temporary, count)
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  private func openRegular(_ relative: String) throws(FileError) -> Int32 {
    let (folder, name) = try open(folderOf: relative, creating: false)
    defer { close(folder) }
    // Without O_NONBLOCK a named pipe would be waited for.
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileError("read", full(relative)) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw FileError("read", full(relative), EINVAL, reason: "it is not a file")
    }
    return file
  }

  private func status(_ file: Int32, _ relative: String) throws(FileError) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileError("read", full(relative)) }
    return status
  }

  private static func isUnchanged(_ one: stat, _ other: stat) -> Bool {
    one.st_size == other.st_size && one.st_mtim.tv_sec == other.st_mtim.tv_sec
      && one.st_mtim.tv_nsec == other.st_mtim.tv_nsec
  }
}
