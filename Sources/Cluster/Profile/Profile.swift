import Foundation

/// Other machines, as their users describe them: a file of its own, since nothing in it belongs to an
/// experiment, or changes a run's identity.
public struct Profile: Hashable, Sendable {
  /// What brings tasks to machines.
  public enum Executor: String, CaseIterable, Sendable {
    /// A Slurm cluster, by `sbatch`, `squeue` and `scancel`.
    case slurm
    /// Machines that are reached by ssh, by GNU parallel.
    case ssh
    /// This machine, without a parent; by GNU parallel.
    case local
  }

  /// An option as it is given to `sbatch`.
  public struct Option: Hashable, Sendable {
    /// Its text: `--partition=cpu`.
    public let text: String
    /// The line of the profile that it stands on.
    public let line: Int
  }

  /// The profile's path, for errors.
  public let file: String
  /// What brings tasks to machines.
  public let executor: Executor
  /// The save folder, absolute, where the profile names one; all machines see it under this path.
  public let save: String?
  /// The store, absolute, where the profile names one; on a disk of this machine.
  public let store: String?
  /// Options for `sbatch`.
  public let sbatch: [Option]
  /// Lines of the shell that go before each task.
  public let setup: [String]
  /// Names of variables whose values tasks are given.
  public let environment: [String]
  /// Minutes that a task should take at the most, where no run takes longer.
  public let taskMinutes: Double
  /// The most minutes that a task may be given.
  public let maxMinutes: Double
  /// Tasks that go at a time.
  public let atATime: Int
  /// Tasks that are handed over together.
  public let maxTasks: Int
  /// Seconds between two questions to the scheduler.
  public let lookSeconds: Double
  /// Machines that are reached by ssh, as GNU parallel's `--sshlogin` has them: `8/node1`.
  public let hosts: [String]

  /// The lines of the profile's keys.
  let lines: [String: Int]

  /// Where a key stands, for errors; the file alone where it has none.
  public func place(of key: String) -> String { lines[key].map { "\(file):\($0)" } ?? file }

  /// The line of the profile that an option stands on, by any of its names; `nil` where it has none.
  func line(of names: String...) -> Int? {
    sbatch.first { names.contains($0.name) }?.line
  }

  /// The value of an option, by any of its names.
  func value(of names: String...) -> String? {
    sbatch.first { names.contains($0.name) }?.value
  }

  /// The options as arguments.
  var arguments: [String] { sbatch.map(\.argument) }
}

extension Profile.Option {
  /// As one argument: `sbatch` takes a blank for a part of the name, or of the value.
  var argument: String {
    value.isEmpty || text.contains("=")
      ? text : name.hasPrefix("--") ? "\(name)=\(value)" : name + value
  }

  /// `--partition` of `--partition=cpu`; `-p` of `-p cpu` and of `-pcpu`.
  var name: String {
    if text.hasPrefix("--") { return String(text.prefix { $0 != "=" && $0 != " " }) }
    return String(text.prefix(2))
  }

  /// What it is set to; empty for a flag.
  var value: String {
    if text.hasPrefix("--") {
      return text.firstIndex { $0 == "=" || $0 == " " }
        .map { text[text.index(after: $0)...].trimmingCharacters(in: .whitespaces) } ?? ""
    }
    return text.dropFirst(2).trimmingCharacters(in: CharacterSet(charactersIn: " ="))
  }
}
