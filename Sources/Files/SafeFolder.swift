import Foundation

/// A folder whose files appear whole or not at all, also where the power goes, and which nothing
/// leads out of: no symbolic link below it, and no `..`.
///
/// Paths are relative to it. A file is written under a temporary name, made durable, renamed, and
/// its folder made durable, before anybody is told of it. (Foundation's atomic writing syncs no
/// folder, and leaves files behind when it is killed, under names nobody can tell from others.)
public struct SafeFolder: Sendable {
  /// Where it is.
  public let path: String
  private static let temporaryPrefix = ".sweep-"

  /// Names a folder; nothing is touched. What leads to it may be a link. It is never made here: a
  /// folder that was moved away must not come into being a second time.
  public init(_ path: String) {
    self.path = path
  }

  /// Writes a file; folders below this one are made where they are missing.
  public func write(_ bytes: [UInt8], to relative: String) throws(FileError) {
    let temporary = try writeUnplaced(bytes, for: relative)
    do throws(FileError) {
      try place(temporary, as: relative)
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Writes a file under a temporary name beside the one it is for, and makes its bytes durable.
  ///
  /// No other process, and no other call, writes under that name: so whoever has the right to place
  /// it decides whether it ever counts. See ``place(_:as:)``.
  ///
  /// - Returns: The temporary path, relative to the folder.
  public func writeUnplaced(
    _ bytes: [UInt8], for relative: String
  ) throws(FileError) -> String {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    let temporary = Self.temporaryName(for: name)
    do throws(FileError) {
      try writeAnew(bytes, to: temporary, in: folder, shown: relative)
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
    return relative.dropLast(name.count) + temporary
  }

  /// Writes a file that the next attempt writes anew, and so spares the wait until it is durable. A
  /// file of that name is not written to: whoever has it open keeps it as it was.
  public func writeInPassing(_ bytes: [UInt8], to relative: String) throws(FileError) {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    try writeAnew(bytes, to: name, in: folder, shown: relative, durably: false)
  }

  /// Gives a file its lasting name, durably; one of that name is replaced.
  public func place(_ temporary: String, as relative: String) throws(FileError) {
    let (old, oldName) = try open(folderOf: temporary, creating: false)
    defer { close(old) }
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    guard renameat(old, oldName, folder, name) == 0, fsync(folder) == 0 else {
      throw FileError("rename into place", full(relative))
    }
  }

  /// A file's bytes, one more than `most` at most.
  public func read(_ relative: String, most: Int) throws(FileError) -> [UInt8] {
    let handle = try openForReading(relative)
    guard let data = try? handle.read(upToCount: max(most, 0) + 1) ?? Data() else {
      throw FileError("read", full(relative))
    }
    return [UInt8](data)
  }

  /// The last bytes of a file.
  public func end(of relative: String, most: Int) throws(FileError) -> [UInt8] {
    let handle = try openForReading(relative)
    guard let size = try? handle.seekToEnd(),
      (try? handle.seek(toOffset: size > UInt64(most) ? size - UInt64(most) : 0)) != nil,
      let data = try? handle.read(upToCount: most) ?? Data()
    else { throw FileError("read", full(relative)) }
    return [UInt8](data)
  }

  /// A descriptor to add to a file with, which is made where it is missing.
  ///
  /// - Throws: Also where it is a pipe, or has a second name, which may be somebody else's.
  public func openForAppending(_ relative: String) throws(FileError) -> Int32 {
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    // Of a pipe that nobody reads the opening would never end; so it fails, with ENXIO.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = openat(folder, name, flags, 0o644)
    guard file >= 0 || errno == ENXIO else { throw FileError("write", full(relative)) }
    guard file >= 0, Self.isOurs(file) else {
      if file >= 0 { close(file) }
      throw FileError(
        "write", full(relative), EMLINK,
        reason: "it is not a file, or has a second name elsewhere; refusing")
    }
    return file
  }

  /// Removes a file; one that is gone already is no fault.
  public func remove(_ relative: String) {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return }
    unlinkat(folder, name, 0)
    close(folder)
  }

  /// The names in a folder, sorted; none where it cannot be read.
  public func names(in relative: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: full(relative))) ?? []).sorted()
  }

  /// Whether a file of this name was being written, and is no use to anybody.
  public static func isTemporary(_ name: String) -> Bool { name.hasPrefix(temporaryPrefix) }

  /// The name that a file under a temporary one is for.
  public static func lastingName(ofTemporary name: String) -> String? {
    guard isTemporary(name) else { return nil }
    let parts = name.dropFirst(temporaryPrefix.count).split(
      separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 && !parts[2].isEmpty ? String(parts[2]) : nil
  }

  /// Removes what processes that are gone were writing, in this folder and the folders in it.
  public func removeTemporariesOfTheDead() {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    for relative in found where Self.isOfTheDead(relative) { remove(relative) }
  }

  /// A name that no other process and no other call uses: a process id alone may come again, in
  /// another container or after this one has ended.
  static func temporaryName(for name: String) -> String {
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(temporaryPrefix)\(getpid())-\(mark)-\(name)"
  }

  /// A relative path in full, to show.
  func full(_ relative: String) -> String { "\(path)/\(relative)" }
}

extension SafeFolder {
  private func writeAnew(
    _ bytes: [UInt8], to name: String, in folder: Int32, shown: String, durably: Bool = true
  ) throws(FileError) {
    let file = try create(name, in: folder, shown: shown)
    defer { close(file) }
    try Descriptor.write(bytes, to: file, full(shown))
    guard !durably || fsync(file) == 0 else { throw FileError("make durable", full(shown)) }
  }

  /// A descriptor to write a new file with.
  func create(_ name: String, in folder: Int32, shown: String) throws(FileError) -> Int32 {
    // A name that is there already is a leftover, or a trap: never written through.
    unlinkat(folder, name, 0)
    let file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError("write", full(shown)) }
    return file
  }

  private func openForReading(_ relative: String) throws(FileError) -> FileHandle {
    let (folder, name) = try open(folderOf: relative, creating: false)
    defer { close(folder) }
    // Without O_NONBLOCK a named pipe would be waited for.
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileError("read", full(relative)) }
    return FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  /// A descriptor of the folder that a file is in, each part opened without following links, and
  /// the file's name.
  func open(
    folderOf relative: String, creating: Bool
  ) throws(FileError) -> (folder: Int32, name: String) {
    let parts = relative.split(separator: "/").map(String.init)
    // What a store names may lead out of the folder, as a link may.
    guard let name = parts.last, !parts.contains("..") else {
      throw FileError(
        "open", full(relative), ELOOP, reason: "it leads out of its folder; refusing")
    }
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var folder = Glibc.open(path, flags)
    guard folder >= 0 else { throw FileError("open", path) }
    var shown = path
    for part in parts.dropLast() {
      shown += "/\(part)"
      if creating { mkdirat(folder, part, 0o755) }
      let next = openat(folder, part, flags | O_NOFOLLOW)
      let number = errno
      close(folder)
      guard next >= 0 else { throw FileError("open", shown, number) }
      folder = next
    }
    return (folder, name)
  }

  private static func isOurs(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
  }

  // Those of the living are theirs.
  private static func isOfTheDead(_ relative: String) -> Bool {
    let name = relative.split(separator: "/").last ?? ""
    guard name.hasPrefix(temporaryPrefix),
      let id = pid_t(name.dropFirst(temporaryPrefix.count).prefix { $0 != "-" })
    else { return false }
    return id != getpid() && kill(id, 0) != 0 && errno == ESRCH
  }
}
