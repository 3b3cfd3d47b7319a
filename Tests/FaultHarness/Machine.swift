import Foundation

/// What this machine lets a harness do.
public struct Machine: Sendable {
  /// Whether this process may do what only root may.
  public let isRoot: Bool
  /// Whether file systems can be mounted (in a namespace of this process, or for all).
  public let canMount: Bool
  /// Whether an image can be mounted as ext4 and shut down without flushing its journal.
  public let canCutPower: Bool
  /// Whether there is a memory control group that can be written to.
  public let memoryGroups: String?

  /// Looks at it, by trying.
  ///
  /// - Parameter folder: A folder to try in.
  public init(tryingIn folder: String) {
    isRoot = geteuid() == 0
    canMount = isRoot && Self.mounts(in: folder)
    canCutPower = canMount && Self.cutsPower(in: folder)
    let groups = "/sys/fs/cgroup/memory"
    memoryGroups =
      isRoot && access("\(groups)/memory.oom_control", W_OK) == 0 ? groups : nil
  }

  /// Whether there is such a program.
  public func has(_ tool: String) -> Bool { Tool.exists(tool) }

  private static func mounts(in folder: String) -> Bool {
    guard let disk = try? TemporaryDisk(at: "\(folder)/try-tmpfs-\(getpid())", kilobytes: 64) else {
      return false
    }
    return (try? disk.remove()) != nil
  }

  private static func cutsPower(in folder: String) -> Bool {
    guard Tool.exists("mkfs.ext4"),
      let disk = try? PowerlessDisk(at: "\(folder)/try-ext4-\(getpid())")
    else {
      return false
    }
    defer { try? disk.remove() }
    return (try? disk.cut()) != nil
  }
}
