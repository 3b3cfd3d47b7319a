import Foundation

/// Files that grow on one machine and are read on another.
extension SafeFolder {
  /// Makes a file that is not there yet, to add to. Of several processes on several machines one makes
  /// it. Neither its name nor what is in it is durable before that is asked for.
  ///
  /// - Returns: Its descriptor; `nil` where a file of that name is there.
  public func makeAnew(_ relative: String) throws(FileError) -> Int32? {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    let file = openat(folder, name, flags, 0o644)
    if file < 0, errno == EEXIST { return nil }
    guard file >= 0 else { throw FileError("write", full(relative)) }
    return file
  }

  /// Adds bytes to a file that is open, and makes them durable where asked to.
  ///
  /// - Parameter relative: What errors call it.
  public func add(
    _ bytes: [UInt8], to file: Int32, durably: Bool, named relative: String
  ) throws(FileError) {
    try Descriptor.write(bytes, to: file, full(relative))
    guard !durably || fsync(file) == 0 else { throw FileError("make durable", full(relative)) }
  }

  /// Lets everybody start a file.
  public func makeExecutable(_ relative: String) throws(FileError) {
    let (folder, name) = try open(folderOf: relative, creating: false)
    defer { close(folder) }
    guard fchmodat(folder, name, 0o755, 0) == 0 else {
      throw FileError("make executable", full(relative))
    }
  }

  /// The bytes of a file from a place on, `most` at most. It is opened anew, since a shared file
  /// system shows what others added only then.
  ///
  /// - Returns: `nil` where there is no such file.
  public func read(
    _ relative: String, from offset: Int, most: Int
  ) throws(FileError) -> [UInt8]? {
    let place: (folder: Int32, name: String)
    do throws(FileError) {
      place = try open(folderOf: relative, creating: false)
    } catch {
      if error.number == ENOENT { return nil }
      throw error
    }
    defer { close(place.folder) }
    let file = openat(place.folder, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if file < 0, errno == ENOENT || errno == ESTALE { return nil }
    guard file >= 0 else { throw FileError("read", full(relative)) }
    defer { close(file) }
    guard lseek(file, off_t(offset), SEEK_SET) >= 0 else {
      throw FileError("read", full(relative))
    }
    return try Descriptor.read(file, most: most, full(relative))
  }
}
