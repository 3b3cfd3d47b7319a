import Foundation

@testable import FaultHarness

/// A command that was started; it is killed with the value.
///
/// Not by Foundation's `Process`, whose `run()` was seen to read beyond its memory on a busy machine.
struct Started {
  /// What was waited for did not come.
  struct InVain: Error, CustomStringConvertible {
    let description: String
  }

  /// Seconds that only a hang takes, however busy the machine is.
  static let patience = 600.0

  private let child: Child
  private let output: URL
  private let errors: URL

  init(
    _ executable: String, _ arguments: [String], in folder: URL, _ environment: [String: String]
  ) throws {
    let name = UUID().uuidString
    (output, errors) = (
      folder.appending(path: ".\(name).out"), folder.appending(path: ".\(name).err")
    )
    for file in [output, errors] { try Data().write(to: file) }
    child = try Child(
      Command(
        words: [executable] + arguments, folder: folder.path, environment: environment,
        output: output.path, errors: errors.path))
  }

  /// Its number.
  var id: Int32 { child.id }

  /// Whether it has not ended.
  var isRunning: Bool { child.poll() == nil }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits until something is so.
  ///
  /// - Throws: ``InVain`` if the command ends before that, or takes ten minutes.
  func wait(until isSo: () throws -> Bool) throws {
    try poll { try isSo() || !isRunning }
    if try !isSo() { throw InVain(description: "it ended too early: \(said)") }
  }

  /// Waits until the command has ended, and looks all the while.
  ///
  /// - Throws: ``InVain`` if that takes ten minutes.
  func watch(_ look: () throws -> Void) throws {
    try poll {
      try look()
      return !isRunning
    }
  }

  private func poll(_ isSo: () throws -> Bool) throws {
    let start = Date()
    while try !isSo() {
      guard Date().timeIntervalSince(start) < Self.patience else {
        send(SIGKILL)
        throw InVain(description: "it hangs: \(said)")
      }
      usleep(2000)
    }
  }

  /// What it wrote to standard output so far.
  var printed: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  /// Its words to people so far.
  var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  /// Its children's numbers.
  var children: [Int32] {
    let list = try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
    let all = tasks.compactMap { task in
      try? String(contentsOfFile: "/proc/\(id)/task/\(task)/children", encoding: .utf8)
    }
    return (all + [list ?? ""]).flatMap { $0.split(separator: " ") }.compactMap { Int32($0) }
  }

  /// Waits for its end.
  ///
  /// - Throws: ``InVain`` if that takes ten minutes.
  func outcome() throws -> SweepProgram.Outcome {
    try poll { !isRunning }
    let code =
      switch child.poll() {
      case .code(let number)?: number
      case .signal(let number)?: -number
      case nil: Int32.min
      }
    return SweepProgram.Outcome(
      code: code,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
