import Experiments
import Files
import Foundation

/// A submission's folder on the shared file system: `.cluster/<sweep>/<token>` in the save folder.
///
/// `task-<n>.jsonl` has the runs of a task, a line each; `submission.json` comes last and says that
/// all of them are there; `job.json` what the scheduler calls it. A task's machine writes `begun-<n>`
/// and `ended-<n>`, and reads `stop`, which asks all tasks to save and stop. None is ever written by
/// two processes at once.
public struct SubmissionFolder: Sendable {
  /// What `submission.json` says.
  public struct Record: Codable, Hashable, Sendable {
    /// The sweep's name.
    public let sweep: String
    /// The submission's token.
    public let token: String
    /// The runs of each task, by their ids, in the order in which they go.
    public let tasks: [[String]]
    /// What each task needs.
    public let needs: TaskNeeds
    /// Seconds that the longest task should take.
    public let seconds: Double?
    /// The program that carries them out.
    public let program: String
    /// The commit that it was built of.
    public let commit: String
  }

  /// Where all submissions lie, in a save folder.
  public static let root = ".cluster"

  private let files: SafeFolder

  /// The folder at a path; nothing is touched.
  public init(_ path: String) { files = SafeFolder(path) }

  /// The folder of a submission.
  public init(_ saveFolder: String, sweep: String, token: String) {
    self.init("\(saveFolder)/\(Self.root)/\(sweep)/\(token)")
  }

  /// Its path.
  public var path: String { files.path }

  /// The submissions of a sweep that have not been put away, by their tokens.
  public static func tokens(in saveFolder: String, sweep: String) -> [String] {
    SafeFolder(saveFolder).names(in: "\(root)/\(sweep)").filter {
      $0.utf8.count == 12 && $0.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
  }

  /// The sweeps that have submissions in a save folder, by their names.
  public static func sweeps(in saveFolder: String) -> [String] {
    SafeFolder(saveFolder).names(in: root).filter {
      $0 != "bin" && !tokens(in: saveFolder, sweep: $0).isEmpty
    }
  }

  /// Writes the tasks, and then that they are complete.
  ///
  /// - Throws: `FileError`.
  func write(_ record: Record, _ tasks: [[TaskLine]]) throws {
    try files.make()
    for (index, lines) in tasks.enumerated() {
      let text = try lines.flatMap { try JSONLines.encode($0) }
      try files.writeInPassing(text, to: Self.task(index))
    }
    // A task whose file is lost with the power fails, and is handed over again: so no wait for each.
    try files.write(try JSONLines.encode(record), to: "submission.json")
  }

  /// What was submitted; `nil` where it was cut short, or cannot be read.
  public func record() -> Record? {
    guard let text = try? files.read("submission.json", most: 256 << 20) else { return nil }
    return try? JSONLines.decode(Record.self, from: text)
  }

  /// The runs of a task.
  ///
  /// - Throws: `FileError`, `DecodingError`.
  public func lines(of task: Int, _ trainers: Trainers) throws -> [TaskLine] {
    let text = try files.read(Self.task(task), most: 256 << 20)
    return try text.split(separator: 0x0A).map {
      try JSONLines.decode(TaskLine.self, from: $0, trainers: trainers)
    }
  }

  /// What the scheduler called it; `nil` where it is not known to have it.
  public var job: String? {
    guard let text = try? files.read("job.json", most: 4096) else { return nil }
    return try? JSONLines.decode(Job.self, from: text).name
  }

  /// Notes what the scheduler called it.
  ///
  /// - Throws: `FileError`.
  func note(job name: String) throws {
    try files.write(try JSONLines.encode(Job(name: name)), to: "job.json")
  }

  /// Asks all its tasks to save and stop, those too that have not begun.
  ///
  /// - Throws: `FileError`.
  public func askToStop() throws { try files.write(Array("stop\n".utf8), to: "stop") }

  /// Whether they were asked to.
  public var isAskedToStop: Bool { files.kind(of: "stop") != nil }

  /// Which tasks have begun, and which have ended, by what is there.
  public func marks() -> (begun: Set<Int>, ended: Set<Int>) {
    let names = files.names(in: "")
    func numbers(_ prefix: String) -> Set<Int> {
      Set(names.compactMap { $0.hasPrefix(prefix) ? Int($0.dropFirst(prefix.count)) : nil })
    }
    return (numbers("begun-"), numbers("ended-"))
  }

  /// Whether all of so many tasks have said that they have ended.
  public func hasEnded(all count: Int) -> Bool { marks().ended.count >= count }

  /// Notes that a task begins, on which machine; an end before this is not its end.
  ///
  /// - Throws: `FileError`.
  func begin(_ task: Int, host: String) throws {
    files.remove("ended-\(task)")
    try files.writeInPassing(Array("\(host)\n".utf8), to: "begun-\(task)")
  }

  /// The machine that a task began on last.
  public func host(of task: Int) -> String? {
    (try? files.read("begun-\(task)", most: 256)).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Notes that a task has ended, and does nothing more.
  ///
  /// - Throws: `FileError`.
  func end(_ task: Int, why: TaskEnd) throws {
    try files.writeInPassing(Array("\(why.rawValue)\n".utf8), to: "ended-\(task)")
  }

  /// Why a task has ended; `nil` where it does not say so.
  func end(of task: Int) -> TaskEnd? {
    (try? files.read("ended-\(task)", most: 64)).flatMap {
      TaskEnd(rawValue: String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines))
    }
  }

  /// The last lines of what a task printed.
  public func lastWords(of task: Int) -> [String] {
    let log = (try? files.end(of: "log-\(task).txt", most: 4096)) ?? []
    return String(decoding: log, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(4)
      .map { String($0.prefix(300)) }
  }

  /// Whether a task has printed something, or could have: its log is there.
  func hasLog(of task: Int) -> Bool { files.kind(of: "log-\(task).txt") != nil }

  /// Removes it with all that is in it.
  public func remove() { try? FileManager.default.removeItem(atPath: files.path) }

  private static func task(_ index: Int) -> String { "task-\(index).jsonl" }

  private struct Job: Codable { let name: String }
}

/// Why a task has ended by itself.
enum TaskEnd: String {
  /// It went through all its runs.
  case done
  /// It was asked to stop.
  case stopped
  /// Another task has its runs.
  case superseded
}
