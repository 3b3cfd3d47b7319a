import ArgumentParser
import Foundation
import Running

/// `sweep bench overhead`
struct BenchOverheadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overhead", abstract: "Measure what a run costs besides its training.",
    discussion: """
      A real sweep of runs that hardly train: one epoch of 40 sequences in batches of 8, hidden
      width 4, values only. Timed are spec, plan, store, worker processes and report. The store is
      on the disk of the folder, each run's row synced.

      EXAMPLES
        sweep bench overhead
        sweep bench overhead --runs 1000 -j 2 --json
        sweep bench overhead --save /disk/folder
      """)

  @Option(help: "Runs.")
  var runs = 1000

  @Option(name: .long(or: "j"), help: Slots.help)
  var jobs: Int?

  @Option(
    help: "The folder, new or empty (default: a temporary one, removed afterwards).",
    completion: .directory)
  var save: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs: \(runs) is less than 1") }
    try Slots.check(jobs)
  }

  func run() async throws {
    let bench = OverheadBench(runs: runs, slots: Slots(jobs).count)
    let timing = try await bench.time(in: save)
    if output.json { return try output.sayJSON(timing) }
    Console.data(timing.text)
  }
}
