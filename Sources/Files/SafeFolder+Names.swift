import Foundation

/// Second names, links and what lies at a name.
extension SafeFolder {
  /// What lies at a name.
  public enum Kind: Sendable {
    case file
    case folder
    /// A symbolic link, and what it says.
    case link(to: String)
    case other
  }

  /// What lies at a path; `nil` where nothing does, or where it cannot be looked at.
  public func kind(of relative: String) -> Kind? {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return nil }
    defer { close(folder) }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link(to: Self.target(of: name, in: folder))
    default: return .other
    }
  }

  /// Bytes of a file; 0 where there is none.
  public func size(of relative: String) -> Int { status(of: relative).map { Int($0.st_size) } ?? 0 }

  /// Whether a file of exactly this size is there; reads nothing of it.
  public func has(_ relative: String, bytes: Int) -> Bool {
    guard let status = status(of: relative) else { return false }
    return status.st_mode & S_IFMT == S_IFREG && Int(status.st_size) == bytes
  }

  /// Gives a file a second name, durably, and copies nothing; where the file system has no second
  /// names, copies it. A file that lies at the new name already is replaced.
  public func addName(_ relative: String, to file: String) throws(FileError) {
    if areOneFile(file, relative) { return }
    let (old, oldName) = try open(folderOf: file, creating: false)
    defer { close(old) }
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    unlinkat(folder, name, 0)
    if linkat(old, oldName, folder, name, 0) != 0 {
      guard [EPERM, EXDEV, EMLINK, EOPNOTSUPP, ENOSYS].contains(errno) else {
        throw FileError("link", full(relative))
      }
      return try write(try read(file, most: .max - 1), to: relative)
    }
    guard fsync(folder) == 0 else { throw FileError("make durable", full(relative)) }
  }

  /// Makes a symbolic link, in one step where one of that name is there already; not made durable.
  ///
  /// - Throws: Also where what is there is not a link.
  public func link(_ relative: String, to target: String) throws(FileError) {
    switch kind(of: relative) {
    case .link(target): return
    case nil, .link: break
    case .file, .folder, .other:
      throw FileError("link", full(relative), EEXIST, reason: "something else is there")
    }
    let (folder, name) = try open(folderOf: relative, creating: true)
    defer { close(folder) }
    if symlinkat(target, folder, name) == 0 { return }
    let temporary = Self.temporaryName(for: name)
    guard symlinkat(target, folder, temporary) == 0 else {
      throw FileError("link", full(relative))
    }
    guard renameat(folder, temporary, folder, name) == 0 else {
      let error = FileError("link", full(relative))
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  /// Gives what lies at a path another name beside it, `<name>.old-1` or the next that is free.
  public func setAside(_ relative: String) throws(FileError) {
    let (folder, name) = try open(folderOf: relative, creating: false)
    defer { close(folder) }
    var status = stat()
    var number = 1
    while fstatat(folder, "\(name).old-\(number)", &status, AT_SYMLINK_NOFOLLOW) == 0 {
      number += 1
    }
    let free = "\(name).old-\(number)"
    guard renameat(folder, name, folder, free) == 0 else {
      throw FileError("set aside", full(relative))
    }
  }

  /// Removes a folder that is empty; one that is not stays.
  public func removeEmptyFolder(_ relative: String) {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return }
    unlinkat(folder, name, AT_REMOVEDIR)
    close(folder)
  }

  /// Whether a file's bytes stay under another name when this one is removed.
  public func hasOtherName(_ relative: String) -> Bool {
    (status(of: relative)?.st_nlink ?? 0) > 1
  }

  /// Whether two paths are names of one file.
  public func areOneFile(_ one: String, _ other: String) -> Bool {
    guard let one = status(of: one), let other = status(of: other) else { return false }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  private func status(of relative: String) -> stat? {
    guard let (folder, name) = try? open(folderOf: relative, creating: false) else { return nil }
    defer { close(folder) }
    var status = stat()
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  private static func target(of name: String, in folder: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = bytes.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlinkat(folder, name, $0, text.count) } ?? 0
      }
    }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
