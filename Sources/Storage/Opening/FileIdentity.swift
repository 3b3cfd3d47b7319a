import Foundation

/// A file or folder, known again by device and number, whatever happens to its path.
final class FileIdentity: Sendable {
  private let path: String
  private let device: dev_t
  private let number: ino_t
  // Holds the file without opening it: closing an open one would drop SQLite's locks on it.
  private let descriptor: Int32

  /// Remembers what is at a path now.
  init(_ path: String) {
    self.path = path
    descriptor = Self.hold(path)
    var status = stat()
    let isThere = stat(path, &status) == 0
    device = isThere ? status.st_dev : 0
    number = isThere ? status.st_ino : 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// What happened to it, as an error; `nil` where its path leads to it as before.
  var departure: StoreError? {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere && status.st_dev == device && status.st_ino == number { return nil }
    // What cannot be looked at for another reason is not gone.
    if !isThere && ![ENOENT, ENOTDIR].contains(errno) { return nil }
    if let place = otherPlace {
      return StoreError(.moved, path: path, what: "was moved to \(place) while the sweep ran")
    }
    let what = isThere ? "was replaced by another file" : "was deleted"
    return StoreError(.deleted, path: path, what: "\(what) while the sweep ran")
  }

  /// Where it is now; `nil` where it is nowhere any more, or that cannot be told.
  private var otherPlace: String? {
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 else { return nil }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count - 1)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func hold(_ path: String) -> Int32 {
    #if os(Linux)
      // <fcntl.h>: O_PATH.
      return open(path, 0x20_0000 | O_CLOEXEC)
    #else
      return -1
    #endif
  }
}
