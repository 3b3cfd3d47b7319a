import Foundation

/// A command that was started.
struct Started {
  private let process = Process()
  private let output: URL
  private let errors: URL

  init(
    _ executable: String, _ arguments: [String], in folder: URL, _ environment: [String: String]
  ) throws {
    let name = UUID().uuidString
    (output, errors) = (
      folder.appending(path: ".\(name).out"), folder.appending(path: ".\(name).err")
    )
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(output)
    process.standardError = try Self.file(errors)
    try process.run()
  }

  /// Its number.
  var id: Int32 { process.processIdentifier }

  /// Whether it has not ended.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits until something is so, or the command has ended, or 30 seconds are over.
  func wait(until isSo: () throws -> Bool) rethrows {
    let end = Date().addingTimeInterval(30)
    while try !isSo(), isRunning, Date() < end { usleep(2000) }
  }

  /// Its children's numbers.
  var children: [Int32] {
    let list = try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
    let all = tasks.compactMap { task in
      try? String(contentsOfFile: "/proc/\(id)/task/\(task)/children", encoding: .utf8)
    }
    return (all + [list ?? ""]).flatMap { $0.split(separator: " ") }.compactMap { Int32($0) }
  }

  /// The most memory a process has had so far, in KiB; 0 where it has ended.
  static func peakMemory(of process: Int32) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
  }

  /// Waits for its end.
  func outcome() throws -> SweepProgram.Outcome {
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return SweepProgram.Outcome(
      code: isSignal ? -process.terminationStatus : process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  private static func file(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
