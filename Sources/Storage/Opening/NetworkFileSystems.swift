import Foundation

/// File systems on which WAL does not work, since their users share no memory.
///
/// Source: "Write-Ahead Logging", sqlite.org/wal.html; the table of mounts: proc(5), mountinfo.
enum NetworkFileSystems {
  private static let names: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "lustre", "gpfs", "ceph",
    "beegfs", "glusterfs", "orangefs", "pvfs2", "panfs", "gfs2", "ocfs2",
  ]

  /// The name of the file system a folder lies on, where other machines share it; else `nil`.
  ///
  /// - Parameters:
  ///   - folder: A real path.
  ///   - mounts: The text of `/proc/self/mountinfo`.
  static func name(ofFolder folder: String, mounts: String) -> String? {
    var found: (point: String, kind: String)?
    for line in mounts.split(separator: "\n") {
      guard let mount = parse(line), contains(mount.point, folder) else { continue }
      // Of two mounts on one point the later one hides the first.
      if mount.point.utf8.count >= found?.point.utf8.count ?? 0 { found = mount }
    }
    return found.flatMap { isShared($0.kind) ? $0.kind : nil }
  }

  /// The mounts of this process; empty where the system has no such table.
  static func mounts() -> String {
    (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
  }

  // A file system in user space may be anything; the one under containers' roots is local.
  private static func isShared(_ kind: String) -> Bool {
    names.contains(kind) || (kind.hasPrefix("fuse") && kind != "fuse.fuse-overlayfs")
  }

  private static func parse(_ line: Substring) -> (point: String, kind: String)? {
    let fields = line.split(separator: " ")
    guard let dash = fields.firstIndex(of: "-"), dash > 4, dash + 1 < fields.count else {
      return nil
    }
    return (unescaped(fields[4]), String(fields[dash + 1]))
  }

  private static func unescaped(_ field: Substring) -> String {
    String(field).replacing("\\040", with: " ").replacing("\\011", with: "\t")
      .replacing("\\012", with: "\n").replacing("\\134", with: "\\")
  }

  private static func contains(_ point: String, _ folder: String) -> Bool {
    point == "/" || folder == point || folder.hasPrefix(point + "/")
  }
}
