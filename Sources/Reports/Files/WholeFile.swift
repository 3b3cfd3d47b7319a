import Foundation

/// A file that appears whole or not at all, also where the power goes.
///
/// Foundation's atomic writing leaves files behind when it is killed, under names nobody can tell
/// from others; these tell whose they are.
struct WholeFile {
  private let url: URL
  private static let prefix = ".sweep-"

  init(_ url: URL) {
    self.url = url
  }

  /// Writes it under a temporary name, makes it durable, renames it, makes that durable.
  ///
  /// - Throws: Foundation's errors, or the system's as `POSIXError`.
  func write(_ bytes: [UInt8]) throws {
    let name = "\(Self.prefix)\(getpid())-\(url.lastPathComponent)"
    let temporary = url.deletingLastPathComponent().appending(path: name)
    do {
      try Data(bytes).write(to: temporary)
      let file = try FileHandle(forUpdating: temporary)
      try file.synchronize()
      try file.close()
      guard rename(temporary.path, url.path) == 0 else { throw Self.systemError }
      try Self.synchronize(url.deletingLastPathComponent())
    } catch {
      unlink(temporary.path)
      throw error
    }
  }

  /// A name is durable once its folder is.
  private static func synchronize(_ folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw systemError }
  }

  /// Removes what killed processes have left in a folder and the folders in it.
  static func removeLeftovers(below folder: URL) {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for path in paths where isLeftover(path) { unlink(folder.appending(path: path).path) }
  }

  // Those of the living are theirs.
  private static func isLeftover(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasPrefix(prefix), let id = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" })
    else { return false }
    return id != getpid() && kill(id, 0) != 0 && errno == ESRCH
  }

  private static var systemError: any Error { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
