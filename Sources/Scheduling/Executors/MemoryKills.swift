import Foundation
import Synchronization

/// Tells workers that the kernel killed for want of memory from those that somebody killed.
///
/// Both end by SIGKILL; but the memory cgroup counts its own kills, before it kills. Each of them is
/// handed out once, so that of two workers that end at once only as many count as were killed.
/// Source: the kernel's documentation, "Control Group v2" (memory.events) and "Memory Resource
/// Controller" (memory.oom_control).
final class MemoryKills: Sendable {
  private let read: @Sendable () -> Int?
  private let seen: Mutex<Int?>

  /// Counts from now on.
  ///
  /// - Parameter read: The kernel's counter; `nil` where it has none.
  init(read: @escaping @Sendable () -> Int? = MemoryKills.counter()) {
    self.read = read
    seen = Mutex(read())
  }

  /// Whether there was a kill that nobody has claimed yet; it is the caller's then.
  func claim() -> Bool {
    seen.withLock { seen in
      guard let known = seen, let now = read(), now > known else { return false }
      seen = known + 1
      return true
    }
  }

  /// A reader of the counter of this process's memory cgroup, in which its workers are too.
  static func counter() -> @Sendable () -> Int? {
    let table = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
    let files = files(ofGroups: table)
    return {
      files.lazy.compactMap { path in
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(kills)
      }.first
    }
  }

  /// The files that may hold the counter, by the text of `/proc/self/cgroup`.
  static func files(ofGroups table: String) -> [String] {
    table.split(separator: "\n").flatMap { line -> [String] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let path = parts[2] == "/" ? "" : String(parts[2])
      if parts[1].split(separator: ",").contains("memory") {
        // Within a container the group's own folder may be what is mounted.
        return [path, ""].map { "/sys/fs/cgroup/memory\($0)/memory.oom_control" }
      }
      return parts[1].isEmpty ? ["/sys/fs/cgroup\(path)/memory.events"] : []
    }
  }

  /// The number on the line `oom_kill 3`.
  static func kills(in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
      .flatMap { Int($0.dropFirst("oom_kill ".count)) }
  }
}
