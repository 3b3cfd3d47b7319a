import Files
import Foundation

/// Where a store is, with every symbolic link on the way resolved, and what is there.
struct StorePath {
  /// The real path: one for all ways to the file, and so one lock.
  let real: String
  /// The path as given.
  let given: String
  /// What is there; `nil` where nothing is.
  let status: stat?
  /// Whether the given path itself is a symbolic link.
  let isLink: Bool
  /// Why nobody can say whether something is there; `nil` where that can be said.
  private let obstacle: String?

  /// Looks at a path.
  init(_ path: String) {
    var link = stat()
    isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
    given = path
    let resolved = Self.realPath(path) ?? Self.inRealFolder(path)
    real = resolved ?? path
    var status = stat()
    let number = stat(real, &status) == 0 ? 0 : errno
    self.status = number == 0 ? status : nil
    // A name that was mended to be text would be another folder's.
    obstacle =
      resolved == nil
      ? "leads to a folder whose name is not UTF-8; name another one"
      : [0, ENOENT, ENOTDIR].contains(number)
        ? nil : "cannot be reached: \(String(cString: strerror(number)))"
  }

  /// The real folder.
  var folder: String { URL(fileURLWithPath: real).deletingLastPathComponent().path }

  /// Refuses what nobody can look at.
  func checkReachable() throws(StoreError) {
    if let obstacle { throw StoreError(.readOnly, path: given, what: obstacle) }
  }

  /// Refuses what is not a file with this one name.
  func checkFile() throws(StoreError) {
    try checkReachable()
    if isLink {
      throw StoreError(
        .notARegularFile, path: given, what: "is a symbolic link; name \(real) itself")
    }
    guard let status else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(.notARegularFile, path: given, what: "is not a file")
    }
    guard status.st_nlink == 1 else {
      throw StoreError(
        .hardLinked, path: given,
        what: "has \(status.st_nlink) names (hard links), so another sweep might be in it unseen")
    }
  }

  /// Refuses folders and files that cannot be written; makes the folder where there is none.
  func checkWritable() throws(StoreError) {
    do { try SafeFolder(folder).make() } catch { throw StoreError(error) }
    for place in status == nil ? [folder] : [folder, real] where access(place, W_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw StoreError(.readOnly, path: place, what: "cannot be written: \(reason)")
    }
  }

  /// Refuses a file that cannot be written, and a folder in which none can be made; makes nothing.
  func checkPermitted() throws(StoreError) {
    var place = folder
    while access(place, F_OK) != 0, errno == ENOENT, place.count > 1 {
      place = URL(fileURLWithPath: place).deletingLastPathComponent().path
    }
    for place in status == nil ? [place] : [place, real] where access(place, W_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw StoreError(.readOnly, path: place, what: "cannot be written: \(reason)")
    }
  }

  /// Refuses folders on file systems of other machines.
  ///
  /// - Parameter mounts: The text of `/proc/self/mountinfo`.
  func checkLocal(mounts: String) throws(StoreError) {
    guard let name = NetworkFileSystems.name(ofFolder: folder, mounts: mounts) else { return }
    throw StoreError(
      .networkFileSystem, path: given,
      what: "is on a network file system (\(name)); name a store on a local disk")
  }

  /// `nil` where nothing is there.
  private static func realPath(_ path: String) -> String?? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return .some(String(validatingCString: resolved))
  }

  /// `nil` where the folder's name is no text.
  private static func inRealFolder(_ path: String) -> String? {
    let whole =
      path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    let parts = whole.split(separator: "/").map(String.init)
    // Where `..` leads only the system knows, beyond a link.
    let folder = "/" + parts.dropLast().joined(separator: "/")
    guard let real = realPath(folder) ?? folder else { return nil }
    return (real == "/" ? "" : real) + "/" + (parts.last ?? "")
  }
}
