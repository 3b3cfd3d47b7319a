import Foundation
import Synchronization

/// Tells workers that the kernel killed for want of memory from those that somebody killed.
///
/// Both end by SIGKILL; but a memory cgroup counts its own kills, before it kills. Each of them is
/// handed out once, so that of two workers that end at once only as many count as were killed.
/// Source: the kernel's documentation, "Control Group v2" (memory.events) and "Memory Resource
/// Controller" (memory.oom_control).
final class MemoryKills: Sendable {
  private struct Groups {
    /// What `/proc/N/cgroup` has said so far.
    var tables: Set<String> = []
    /// Kills that have been handed out or were there before, by the file that counts them.
    var seen: [String: Int] = [:]
  }

  private let read: @Sendable (String) -> String?
  private let groups = Mutex(Groups())

  /// Counts from now on in this process's group, in which workers begin.
  ///
  /// - Parameter read: A file's text; `nil` where it cannot be read.
  init(read: @escaping @Sendable (String) -> String? = MemoryKills.text(of:)) {
    self.read = read
    look(at: "self")
  }

  /// Counts from now on in the group of a worker too, which somebody may have moved.
  ///
  /// Worth something only while it lives: of the dead version 1 says that they are in the root.
  func look(at worker: pid_t) { look(at: "\(worker)") }

  /// Whether there was a kill that nobody has claimed yet; it is the caller's then.
  func claim() -> Bool {
    groups.withLock { groups in
      let files = groups.seen.keys.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
      guard let file = files.first(where: { isBehind($0, groups) }) else { return false }
      // Version 2 counts a kill in the groups above too.
      for known in files where known == file || Self.isAbove(known, file) {
        if isBehind(known, groups) { groups.seen[known, default: 0] += 1 }
      }
      return true
    }
  }

  private func look(at process: String) {
    guard let table = read("/proc/\(process)/cgroup") else { return }
    groups.withLock { groups in
      guard groups.tables.insert(table).inserted else { return }
      for file in Self.files(ofGroups: table) {
        guard let count = read(file).flatMap(Self.kills) else { continue }
        groups.seen[file] = groups.seen[file] ?? count
        return
      }
    }
  }

  private func isBehind(_ file: String, _ groups: Groups) -> Bool {
    guard let now = read(file).flatMap(Self.kills) else { return false }
    return groups.seen[file].map { now > $0 } ?? false
  }

  private static func isAbove(_ file: String, _ other: String) -> Bool {
    let name = "/memory.events"
    return file.hasSuffix(name) && other.hasPrefix(file.dropLast(name.count) + "/")
  }

  /// A file's text; `nil` where it cannot be read.
  static func text(of file: String) -> String? {
    try? String(contentsOfFile: file, encoding: .utf8)
  }

  /// The files that may hold the counter, by the text of `/proc/self/cgroup`.
  static func files(ofGroups table: String) -> [String] {
    ControlGroup.all(inTable: table).flatMap { group -> [String] in
      if group.controllers.contains("memory") {
        // Within a container the group's own folder may be what is mounted.
        return [group.path, ""].map { "/sys/fs/cgroup/memory\($0)/memory.oom_control" }
      }
      return group.isUnified ? ["/sys/fs/cgroup\(group.path)/memory.events"] : []
    }
  }

  /// The number on the line `oom_kill 3`.
  static func kills(in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
      .flatMap { Int($0.dropFirst("oom_kill ".count)) }
  }
}
