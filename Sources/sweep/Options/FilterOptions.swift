import ArgumentParser
import Experiments
import Running
import Storage

/// Which runs of a store are meant: `--filter`.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only runs of which this holds: 'state = finished and lr < 0.01'.", valueName: "condition"))
  var filter: String?

  /// The condition; `nil` for all runs.
  ///
  /// - Throws: ``Failure`` that shows the place of what is wrong.
  func condition(for command: String) throws -> RunFilter? {
    do throws(FilterError) {
      return try filter.map { text throws(FilterError) in try RunFilter(text) }
    } catch { throw Failure(error, of: "--filter", typedFor: command) }
  }
}

extension Failure {
  /// What an option says that is none: wrong arguments.
  init(_ error: FilterError, of option: String, typedFor command: String) {
    self.init(
      exitCode: ExitCode.validationFailure.rawValue, "\(option): \(error)",
      safe: "nothing was changed", next: "sweep \(command) --help")
  }

  /// What an option names that no run of the store has: wrong input.
  init(unknown error: FilterError, of option: String) {
    self.init(
      .input, "\(option): \(error)", safe: "nothing was changed",
      next: "sweep export --all, whose columns are the names there are")
  }
}
