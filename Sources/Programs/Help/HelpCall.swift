import Files
import Foundation

/// Asks a program for its `--help`, and ends all that it started.
public struct HelpCall {
  /// Why there is no page.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, with the last lines that it wrote.
    public let description: String
  }

  // A page of one column each, in English, without colours.
  private static let environment = [
    "COLUMNS": "1000", "LINES": "1000", "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "NO_COLOR": "1",
    "TERM": "dumb", "PAGER": "cat", "PYTHON_COLORS": "0", "PYTHONDONTWRITEBYTECODE": "1",
  ]

  private let command: [String]
  private let folder: String
  private let seconds: Double
  private let clock: () -> Double

  /// - Parameters:
  ///   - command: The program and its first arguments, an item each.
  ///   - folder: Where it begins, absolute.
  ///   - seconds: How long it may take.
  ///   - clock: Seconds, monotonic.
  public init(
    _ command: [String], in folder: String, seconds: Double, clock: @escaping () -> Double
  ) {
    self.command = command
    self.folder = folder
    self.seconds = seconds
    self.clock = clock
  }

  /// Its page.
  ///
  /// - Parameter scratch: A folder that is there, for the program's own.
  /// - Throws: ``Fault``, ``ProgramError``, `FileError`.
  public func page(scratch: String) throws -> HelpPage {
    let files = SafeFolder(scratch)
    let log = try files.openForAppending("help.txt")
    defer { close(log) }
    let call = ProgramCall(
      command: command + ["--help"], workingFolder: folder, folder: "\(scratch)/own",
      environment: Self.environment, log: log, words: .training,
      limits: ProgramLimits(seconds: seconds, grace: 1))
    let outcome = try ProgramRun(clock: clock).run(call, take: { _ in }, control: { .proceed })
    let text = String(decoding: try files.read("help.txt", most: 1_000_000), as: UTF8.self)
    let page = HelpPage(text, of: command)
    // Go's flag package exits with 2 after its page, and some with 1.
    if case .exited(let code) = outcome.end, code == 0 || page.options.count > 1 { return page }
    throw fault(outcome)
  }

  private func fault(_ outcome: ProgramOutcome) -> Fault {
    let what =
      switch outcome.end {
      case .exited(let code): "exited with code \(code)"
      case .signalled(let signal): "was killed by signal \(signal)"
      case .timedOut: "was not done after \(Int(seconds)) s, and was ended"
      case .outOfMemory, .memoryLimit: "ran out of memory"
      case .stopped: "was stopped"
      case .notStarted(let reason): "could not be started: \(reason)"
      }
    let log = outcome.lastLines.suffix(5).map { "\n  \($0)" }.joined()
    return Fault(description: "\(command.joined(separator: " ")) --help \(what)\(log)")
  }
}
