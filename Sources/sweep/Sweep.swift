import ArgumentParser
import Foundation
import Running
import Scheduling

/// The command. Nothing happens at start-up but the reading of arguments.
@main
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run grids of small training jobs, survive crashes, write reproducible reports.",
    discussion: """
      EXAMPLES
        sweep run experiments/paper.json       run what is missing; the same again resumes
        sweep plan experiments/paper.json      every run, why it would run, and for how long
        sweep status                           what is running, finished or failed
        sweep report experiments/paper.json    the report again, from the store alone

      EXIT CODES
        0 done; 1 some runs failed, or a check found a difference; 2 wrong spec, setting or data;
        3 store cannot be used now; 4 store damaged; 64 wrong arguments; 70 internal error;
        75 stopped early (out of a resource, or --for); 129, 130, 143 stopped by a signal.
        Every code but 0 comes with the next command to type.
      """,
    version: Product.version,
    subcommands: [
      RunCommand.self, PlanCommand.self, ResumeCommand.self, StopCommand.self,
      StatusCommand.self, ListCommand.self,
      BestCommand.self, DiffCommand.self,
      ShowCommand.self, LogsCommand.self, CompareCommand.self, ReportCommand.self,
      ExportCommand.self, ValidateCommand.self, SchemaCommand.self, VerifyCommand.self,
      RemoveCommand.self, CollectCommand.self, MergeCommand.self, InitCommand.self,
      ProfileCommand.self,
      DataCommand.self, BenchCommand.self, DoctorCommand.self, ManualCommand.self,
      WorkerCommandLine.self,
    ])

  /// `sweep` alone.
  func run() {
    Console.data(
      """
      sweep runs grids of training jobs, goes on after any crash, and writes the report.

      Three things to try:
        sweep init                      write a spec to start from, sweep.json
        sweep run sweep.json            run what it lists, and write the report
        sweep init --program train.py   write a spec for a program of your own

      All commands: sweep --help. One of them: sweep help run. The manual: man sweep.

      """)
  }

  // Not async: that needs threads before anything can be said, and where the system gives none it
  // waits without an end. A worker has to say so.
  static func main() {
    Console.secureStreams()
    // Beyond a limit on files' sizes a write fails, and the sweep stops as on a full disk.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try RawTexts.checkArguments()
      if let unknown = typed.unknown { throw unknown }
      let command = try parseAsRoot()
      // A worker is given whole paths.
      if !(command is WorkerCommandLine) { try RawTexts.checkPlaces() }
      if let command = command as? any AsyncParsableCommand {
        try Room.check()
        Task.detached { await run(command) }
        dispatchMain()
      }
      var immediate = command
      try immediate.run()
      end()
    } catch {
      end(with: error)
    }
  }

  private static var typed: TypedCommand {
    TypedCommand(Array(CommandLine.arguments.dropFirst()), of: Self.self)
  }

  private static func run(_ command: any AsyncParsableCommand) async {
    do {
      var command = command
      try await command.run()
      end()
    } catch {
      end(with: error)
    }
  }

  /// Ends well only where all data was written.
  private static func end() -> Never {
    if let loss = Failure.ofLostData() { loss.end() }
    Foundation.exit(0)
  }

  private static func end(with error: any Error) -> Never {
    // A shell asks while somebody types: no word of ours may come between.
    if CommandLine.arguments.dropFirst().first == "---completion", !isAnswer(error) {
      Foundation.exit(0)
    }
    if Failure.isParsers(error) { end(withParsers: error) }
    let failure = Failure(error)
    Failure.ofLostData()?.say()
    failure.end()
  }

  private static func isAnswer(_ error: any Error) -> Bool {
    Failure.isParsers(error) && exitCode(for: error).isSuccess
  }

  /// More columns than any text has.
  private static let unlimited = 1_000_000

  /// Help and version, or what the parser refuses.
  private static func end(withParsers error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error, columns: unlimited)
    let fitting = HelpText(width: Console.columns(of: code.isSuccess ? 1 : 2))
    guard !code.isSuccess else {
      // Completion scripts come this way, too.
      let page = text.hasPrefix("OVERVIEW: ") ? fitting.page(text) : BashScript.mended(text)
      Console.data(page + "\n")
      end()
    }
    // What goes into a file or a log is left whole.
    Console.say(isatty(2) == 1 ? fitting.lines(text) : text)
    Failure.sayWayOut(safe: "nothing was started", next: "\(typed.path) --help")
    exit(withError: code)
  }
}
