import Foundation
import TestSupport
import Testing
import Training

@testable import Programs

/// A run of a shell script as somebody's program, with all that came of it.
final class Trial {
  private let own: TemporaryFolder?
  /// The folder in which the program begins.
  let folder: String
  var call: ProgramCall
  private(set) var messages: [ProgramMessage] = []

  /// - Parameter folder: Another folder to begin in than one that goes with the trial.
  init(
    _ script: String, limits: ProgramLimits = ProgramLimits(), in folder: String? = nil
  ) throws {
    own = folder == nil ? try TemporaryFolder() : nil
    let path = folder ?? own?.path ?? ""
    self.folder = path
    let log = open("\(path)/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    try #require(log >= 0)
    call = ProgramCall(
      command: ["/bin/sh", "-c", script], workingFolder: path, folder: "\(path)/run", log: log,
      limits: limits)
  }

  deinit { close(call.log) }

  /// Runs it.
  ///
  /// - Parameter control: Told how many messages there are.
  func run(
    take: (ProgramMessage) throws -> Void = { _ in },
    control: (Int) -> TrainingControl = { _ in .proceed }
  ) throws -> ProgramOutcome {
    try ProgramRun(clock: Self.seconds).run(call) { message in
      messages.append(message)
      try take(message)
    } control: {
      control(messages.count)
    }
  }

  /// The log's text.
  var log: String { text("log") }

  /// A file's text, relative to the folder in which the program begins.
  func text(_ file: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data(),
      as: UTF8.self)
  }

  /// The number of a process that a file holds.
  func pid(_ file: String) throws -> Int32 {
    try #require(Int32(text(file).trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Writes a file for the program.
  func write(_ text: String, to file: String, mode: mode_t = 0o644) throws {
    try text.write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
    chmod("\(folder)/\(file)", mode)
  }

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Most memory that this process has had in use, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}

/// How many warnings there are that hold a text.
func warnings(_ messages: [ProgramMessage], _ text: String) -> Int {
  messages.filter { if case .warning(let words) = $0 { words.contains(text) } else { false } }.count
}
