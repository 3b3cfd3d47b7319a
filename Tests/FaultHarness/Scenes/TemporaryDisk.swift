import Foundation

/// A small file system in memory.
final class TemporaryDisk {
  /// Where it is mounted.
  let path: String

  init(at path: String, kilobytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Tool.require(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "fault", path])
  }

  /// Gives it another size.
  func resize(kilobytes: Int) throws {
    try Tool.require(["mount", "-o", "remount,size=\(kilobytes)k", path])
  }

  /// Takes it away with all it holds.
  func remove() throws {
    try Mounts.unmount(path)
    rmdir(path)
  }
}

/// What all file systems of the harness share.
enum Mounts {
  /// Unmounts; waits a little for those that still use it.
  static func unmount(_ path: String) throws {
    let deadline = Clock.seconds() + 5
    while true {
      let outcome = try Tool.run(["umount", path])
      if outcome.isDone { return }
      guard Clock.seconds() < deadline else { throw HarnessError("umount: \(outcome.text)") }
      Clock.pause(0.02)
    }
  }
}
