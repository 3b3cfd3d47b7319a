import Foundation

/// The folder of all runs' files: whole files or none, and never through a symbolic link below it.
struct SaveFolder: Sendable {
  /// Where it is, absolute.
  let path: String

  /// Writes a file: temporary name, sync, rename, sync of its folder.
  ///
  /// - Throws: ``Failure`` with the file.
  func write(_ bytes: [UInt8], to relative: String) throws {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    let temporary = ".sweep-\(getpid())-\(name)"
    unlinkat(folder, temporary, 0)
    let file = openat(
      folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(relative) }
    let isWritten = Self.write(bytes, to: file) && fsync(file) == 0
    close(file)
    guard isWritten, renameat(folder, temporary, folder, name) == 0, fsync(folder) == 0 else {
      let error = failure(relative)
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  /// A file's bytes, one more than `most` at most; `nil` where it is missing or not to be read.
  func content(_ relative: String, most: Int) -> [UInt8]? {
    let data = try? opened(relative)?.read(upToCount: max(most, 0) + 1)
    return data.map { [UInt8]($0) }
  }

  /// The last bytes of a file; none where it is missing or not to be read.
  func end(of relative: String, most: Int) -> [UInt8] {
    guard let handle = opened(relative), let size = try? handle.seekToEnd() else { return [] }
    try? handle.seek(toOffset: size > UInt64(most) ? size - UInt64(most) : 0)
    return (try? handle.read(upToCount: most)).map { [UInt8]($0) } ?? []
  }

  /// Removes a file; one that is gone already is no fault.
  func remove(_ relative: String) {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return }
    unlinkat(folder, name, 0)
    close(folder)
  }

  /// The names in a folder; none where it cannot be read.
  func names(in relative: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(relative)")) ?? []).sorted()
  }

  /// A file to read; `nil` where it is missing or not to be read.
  private func opened(_ relative: String) -> FileHandle? {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return nil }
    defer { close(folder) }
    // Without O_NONBLOCK a named pipe would be waited for.
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    return file < 0 ? nil : FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  private func open(
    folderOf relative: String, creating: Bool
  ) throws -> (folder: Int32, name: String) {
    let parts = relative.split(separator: "/").map(String.init)
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var folder = Foundation.open(path, flags)
    guard folder >= 0, let name = parts.last else { throw failure(relative) }
    for part in parts.dropLast() {
      // What a store names may lead out of the folder, as a link may.
      if part == ".." {
        close(folder)
        errno = ELOOP
        throw failure(relative)
      }
      if creating { mkdirat(folder, part, 0o755) }
      let next = openat(folder, part, flags | O_NOFOLLOW)
      let code = errno
      close(folder)
      errno = code
      guard next >= 0 else { throw failure(relative) }
      folder = next
    }
    return (folder, name)
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func failure(_ relative: String) -> Failure {
    let code = errno
    let reason =
      code == ELOOP || code == ENOTDIR
      ? "a part of it is a symbolic link, \"..\" or no folder" : String(cString: strerror(code))
    return Failure(
      [ENOSPC, EDQUOT, EIO, EFBIG, EMFILE, ENFILE].contains(code) ? .wantOfResource : .input,
      "\(path)/\(relative) cannot be written: \(reason)", safe: "the store is whole",
      next: "mend what is named, then: sweep resume")
  }
}
