/// A control group that a process is in, as a line of `/proc/N/cgroup` says it.
///
/// Source: the kernel's documentation, "Control Group v2" and "Control Groups version 1".
struct ControlGroup: Equatable {
  /// The controllers of version 1 that the group has; empty for version 2.
  let controllers: [String]
  /// Its folder within the mounted tree, without a trailing slash; empty for the root.
  let path: String

  /// Whether it belongs to the one tree of version 2.
  var isUnified: Bool { controllers.isEmpty }

  /// The folders of the group and of those above it, which limit it too; the nearest first.
  var folders: [String] {
    let parts = path.split(separator: "/")
    return (0...parts.count).reversed().map { parts.prefix($0).map { "/\($0)" }.joined() }
  }

  /// The groups of a process, by the text of its `/proc/N/cgroup`.
  static func all(inTable table: String) -> [ControlGroup] {
    table.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      return ControlGroup(
        controllers: parts[1].split(separator: ",").map(String.init),
        path: parts[2] == "/" ? "" : String(parts[2]))
    }
  }
}
