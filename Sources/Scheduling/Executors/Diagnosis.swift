import Experiments
import Foundation

/// Finds out why a worker crashed, from what it said last and from what the kernel counts.
struct Diagnosis: Sendable {
  /// What a worker wrote about a run before it crashed, line by line; empty if nothing.
  let lastWords: @Sendable (Assignment) -> [String]
  let memory: MemoryKills

  /// How an attempt ended, with all that is known of it.
  func refine(_ end: RunEnd, of assignment: Assignment) -> RunEnd {
    guard case .failed(.crashed(let signal, _)) = end else { return end }
    if signal == Int(SIGKILL) {
      return memory.claim()
        ? .failed(.outOfMemory(message: "killed by the kernel: the memory cgroup is at its limit"))
        : end
    }
    let words = lastWords(assignment)
    if words.contains(where: Self.tellsOfMemory) {
      return .failed(.outOfMemory(message: "an allocation failed\(Self.limit())"))
    }
    let log = words.isEmpty ? nil : Self.shortened(words).joined(separator: "\n")
    return .failed(.crashed(signal: signal, log: log))
  }

  // A crash is told first; what follows is where it was, line by line.
  private static func shortened(_ words: [String]) -> [String] {
    words.count <= 12 ? words : words.prefix(8) + ["..."] + words.suffix(3)
  }

  // What the runtimes of Swift and C++ and the C library say of it.
  private static func tellsOfMemory(_ line: String) -> Bool {
    ["bad_alloc", "failed to allocate", "could not allocate", "cannot allocate memory"]
      .contains { line.lowercased().contains($0) }
  }

  /// The limit on a worker's address space, which it has from this process.
  private static func limit() -> String {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur < UInt64(Int64.max)
    else { return "" }
    return " (address space limited to \(limit.rlim_cur >> 20) MiB)"
  }
}
