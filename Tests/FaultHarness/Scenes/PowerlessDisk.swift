import Foundation

/// An ext4 file system in a file, which can lose its power: what was not made durable is gone.
final class PowerlessDisk {
  /// Where it is mounted.
  let path: String
  private let image: String

  init(at path: String, megabytes: Int = 64) throws {
    self.path = path
    image = path + ".image"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    unlink(image)
    try Tool.require(["truncate", "-s", "\(megabytes)M", image])
    try Tool.require(["mkfs.ext4", "-q", "-F", image])
    try mount()
  }

  /// Cuts the power: from now on nothing reaches the disk, the journal's unwritten part included,
  /// and all who use it get errors.
  ///
  /// Source: <linux/fs.h> FS_IOC_SHUTDOWN, FS_SHUTDOWN_FLAGS_NOLOGFLUSH; xfstests src/godown.c.
  func cut() throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw HarnessError("cannot open \(path)") }
    defer { close(folder) }
    var withoutLog: UInt32 = 2
    guard ioctl(folder, 0x8004_587D, &withoutLog) == 0 else {
      throw HarnessError("\(path) cannot be shut down: error \(errno)")
    }
  }

  /// Brings the power back; nobody may use the disk.
  func restore() throws {
    try Mounts.unmount(path)
    try mount()
  }

  /// Takes it away.
  func remove() throws {
    try Mounts.unmount(path)
    unlink(image)
    rmdir(path)
  }

  private func mount() throws { try Tool.require(["mount", "-o", "loop", image, path]) }
}
