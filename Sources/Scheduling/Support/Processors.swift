import CSystem
import Foundation

/// How many processors the machine has, and how many of them this process may use.
public struct Processors: Equatable, Sendable, CustomStringConvertible {
  /// What keeps a process from using all of them.
  public enum Limit: String, Sendable {
    /// The set of processors it may be put on: `taskset`, a cpuset, a batch system.
    case affinity
    /// A share of processor time: a container's `--cpus`, `CPUQuota=` of a service.
    case quota = "cgroup quota"
  }

  /// The machine's.
  public let all: Int
  /// Those this process may use, a part of one counted as one.
  public let usable: Int
  /// Why those are fewer; `nil` where they are not.
  public let limit: Limit?

  /// `2 processors`, `1 of 2 processors (affinity)`.
  public var description: String {
    let count = limit == nil ? "\(all)" : "\(usable) of \(all)"
    return "\(count) processor\(all == 1 ? "" : "s")" + (limit.map { " (\($0.rawValue))" } ?? "")
  }

  /// As the system says it now.
  public static func current() -> Processors {
    Processors(
      all: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), allowed: Int(csystem_processors_allowed()),
      read: MemoryKills.text(of:))
  }

  /// - Parameters:
  ///   - all: The machine's.
  ///   - allowed: Those the scheduler may use; 0 where that is not known.
  ///   - read: A file's text; `nil` where it cannot be read.
  init(all: Int, allowed: Int, read: (String) -> String?) {
    let bound = allowed > 0 ? min(allowed, all) : all
    let quota = Self.quota(read).map { max(1, Int($0.rounded(.up))) } ?? bound
    self.all = all
    usable = min(bound, quota)
    limit = quota < bound ? .quota : bound < all ? .affinity : nil
  }

  /// The least share of processor time of this process's groups, in processors.
  private static func quota(_ read: (String) -> String?) -> Double? {
    ControlGroup.all(inTable: read("/proc/self/cgroup") ?? "").flatMap { group in
      group.folders.compactMap { folder in
        group.isUnified ? unified(folder, read) : divided(folder, group, read)
      }
    }.min()
  }

  /// Version 2: `50000 100000`, or `max 100000` where there is no limit.
  private static func unified(_ folder: String, _ read: (String) -> String?) -> Double? {
    let numbers = read("/sys/fs/cgroup\(folder)/cpu.max")?.split { $0 == " " || $0 == "\n" }
    guard let numbers, numbers.count == 2 else { return nil }
    return share(of: Double(numbers[0]), in: Double(numbers[1]))
  }

  /// Version 1: a file each; the quota is -1 where there is no limit.
  private static func divided(
    _ folder: String, _ group: ControlGroup, _ read: (String) -> String?
  ) -> Double? {
    guard group.controllers.contains("cpu") else { return nil }
    let mounts = ["cpu", group.controllers.joined(separator: ",")]
    func number(_ file: String) -> Double? {
      mounts.compactMap { read("/sys/fs/cgroup/\($0)\(folder)/\(file)") }.first
        .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    return share(of: number("cpu.cfs_quota_us"), in: number("cpu.cfs_period_us"))
  }

  private static func share(of quota: Double?, in period: Double?) -> Double? {
    guard let quota, let period, quota > 0, period > 0 else { return nil }
    return quota / period
  }
}
