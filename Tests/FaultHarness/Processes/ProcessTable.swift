import Foundation

/// What `/proc` says of other processes.
enum ProcessTable {
  /// The living processes whose environment holds this text; the dead that nobody has asked about
  /// have no environment.
  static func carrying(_ token: String) -> [pid_t] {
    all.filter { id in
      guard let bytes = FileManager.default.contents(atPath: "/proc/\(id)/environ") else {
        return false
      }
      return bytes.range(of: Data(token.utf8)) != nil
    }
  }

  /// Waits until no living process carries the text; returns those that stay.
  static func waitUntilGone(_ token: String, seconds: Double) -> [pid_t] {
    let deadline = Clock.seconds() + seconds
    while true {
      let left = carrying(token)
      if left.isEmpty || Clock.seconds() > deadline { return left }
      usleep(5000)
    }
  }

  /// The workers that a sweep has started and that live.
  static func workers(of parent: pid_t) -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    return tasks.flatMap { task in
      let path = "/proc/\(parent)/task/\(task)/children"
      let text = FileManager.default.contents(atPath: path) ?? Data()
      return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }.filter(isWorker).sorted()
  }

  /// The programs of others that workers run, whose environment holds this text; not what keeps
  /// them.
  static func programs(carrying token: String) -> [pid_t] {
    carrying(token).filter { id in
      let variables = FileManager.default.contents(atPath: "/proc/\(id)/environ") ?? Data()
      return variables.range(of: Data("SWEEP_RUN=".utf8)) != nil
    }
  }

  /// The living workers whose environment holds this text.
  static func workers(carrying token: String) -> [pid_t] { carrying(token).filter(isWorker) }

  /// Whether a process carries out a task of a cluster, or trains for one.
  static func isTask(_ id: pid_t) -> Bool { isWorker(id) }

  private static func isWorker(_ id: pid_t) -> Bool {
    let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
    return line.range(of: Data("\0worker\0".utf8)) != nil
  }

  private static var all: [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { $0 != getpid() }
  }
}
