import ArgumentParser
import Experiments
import Foundation
import Running
import Scheduling
import Storage

/// `sweep resume [SWEEP ...]`
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Resume unfinished sweeps of the store.",
    discussion: """
      The store has each sweep's spec; only the data file is needed.

      EXAMPLES
        sweep resume
        sweep resume paper -j 4
        sweep resume paper --data /elsewhere/mixoutALL_shifted.mat
      """)

  @Argument(
    help: "Sweeps, by name or by spec (default: all that are unfinished).", completion: .sweeps)
  var sweeps: [String] = []

  @OptionGroup var places: StoreOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The data file, if it has moved.", completion: .file())
  var data: String?

  @Flag(name: [.customShort("n"), .long], help: "Show what would run, and run nothing.")
  var dryRun = false

  func run() async throws {
    if dryRun {
      for sweep in try found().map(prepare) {
        try PlanReport(
          sweep, places.places, rerun: options.reruns, slots: options.slots
        ).say(output)
      }
      return
    }
    let settings = try options.settings(from: Clock.seconds(), places)
    try await Notice(options, places, output).after { names in
      let records = try found()
      names = records.map(\.name)
      try await carryOut(try records.map(prepare), settings)
    }
  }

  private func found() throws -> [SweepRecord] {
    let records = try unfinished()
    if records.isEmpty { output.say("nothing to resume: every sweep is finished") }
    return records
  }

  /// One after another; runs that failed do not keep the next sweep from going on.
  private func carryOut(_ prepared: [PreparedSweep], _ settings: RunSettings) async throws {
    let watch = try SignalWatch()
    var failure: Failure?
    for sweep in prepared {
      do {
        try await SweepRun(sweep, places.places, settings, output.voice).carryOut(watch)
      } catch let error as Failure where error.code == Failure.Code.runsFailed.rawValue {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  private func unfinished() throws -> [SweepRecord] {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let names =
      try sweeps.isEmpty
      ? store.sweeps().filter(\.isUnfinished).map(\.name)
      : sweeps.map { try ResultsSource.name($0, in: store) }
    return try names.map { try store.record(of: $0) }
  }

  private func prepare(_ record: SweepRecord) throws -> PreparedSweep {
    let named = try NamedSpec(.stored(record))
    return try named.prepared(
      data.map { ($0, record.dataset?.choice ?? "--data") }, maxRuns: .max)
  }
}

extension SweepSummary {
  /// Whether runs are left to run.
  var isUnfinished: Bool {
    [RunState.pending, .running, .interrupted, .failed].contains { (counts[$0] ?? 0) > 0 }
  }
}
