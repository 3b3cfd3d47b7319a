import Foundation
import Running
import Scheduling

/// The command of `--notify`: run once, when a sweep or several have ended, however they did.
///
/// Whatever becomes of it is a warning, and changes nothing else.
struct Notice {
  private let command: String?
  private let places: StoreOptions
  private let output: OutputOptions
  private static let mostSeconds = 60.0

  init(_ options: RunOptions, _ places: StoreOptions, _ output: OutputOptions) {
    (command, self.places, self.output) = (options.notify, places, output)
  }

  /// Does something, then runs the command.
  ///
  /// - Parameter body: Given where to put the names of the sweeps, as soon as they are known.
  /// - Throws: What `body` throws.
  func after(_ body: (inout [String]) async throws -> Void) async throws {
    var names: [String] = []
    do {
      try await body(&names)
    } catch {
      // What the parser refuses started nothing.
      if !Failure.isParsers(error) {
        send(code: Failure(error).code, names)
      }
      throw error
    }
    send(code: 0, names)
  }

  private func send(code: Int32, _ names: [String]) {
    guard let command else { return }
    output.say("notify: \(command)")
    // The sweep is over: whoever presses Ctrl-C now does not want to wait for this.
    signal(SIGINT, SIG_DFL)
    let end = ShellCommand(command, limit: Self.mostSeconds).run([
      "SWEEP_NAME": names.joined(separator: " "), "SWEEP_EXIT_CODE": "\(code)",
      "SWEEP_STATUS": Self.status(code), "SWEEP_REPORT": reports(names),
    ])
    if end != .code(0) { Console.say("warning: the command of --notify \(end)") }
  }

  /// The pages that are there, a line each.
  private func reports(_ names: [String]) -> String {
    names.map { places.places.reportFolder($0).appending(path: "report.md").path }
      .filter(FileManager.default.fileExists(atPath:)).joined(separator: "\n")
  }

  /// An exit code in a word.
  static func status(_ code: Int32) -> String {
    switch code {
    case 0: "finished"
    case 1: "failed"
    case 2: "refused"
    case 3, 4: "store"
    case 75: "stopped"
    case 129...: "interrupted"
    default: "error"
    }
  }
}
