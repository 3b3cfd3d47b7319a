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

  /// Looks at a path.
  init(_ path: String) {
    var link = stat()
    isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
    given = path
    real = Self.realPath(path) ?? Self.inRealFolder(path)
    var status = stat()
    self.status = stat(real, &status) == 0 ? status : nil
  }

  /// The real folder.
  var folder: String { URL(fileURLWithPath: real).deletingLastPathComponent().path }

  /// Refuses what is not a file with this one name.
  func checkFile() throws(StoreError) {
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
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw StoreError(.readOnly, path: folder, what: "cannot be made: \(error)")
    }
    for place in status == nil ? [folder] : [folder, real] where access(place, W_OK) != 0 {
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
      what: "lies on a network file system (\(name)); name a store on a local disk")
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func inRealFolder(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let real = realPath(folder) ?? folder
    return (real == "/" ? "" : real) + "/" + url.lastPathComponent
  }
}
