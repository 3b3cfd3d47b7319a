import ArgumentParser
import Foundation
import Running

/// `sweep merge SOURCE ...`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take finished runs of other stores or of reports into this store.",
    discussion: """
      A run is taken whole, once its digest is right: values, pictures, attempts, machines, and of a
      store its checkpoints. One that this store has finished too must be equal in every bit; else
      both values are shown, nothing of that run is changed, and the exit code is 1. The same again
      changes nothing. A source is only read, also while a sweep runs there.

      EXAMPLES
        sweep merge ../other/save/results.sqlite
        sweep merge reports/paper/results.jsonl      values alone: a report has no checkpoints
        sweep merge ../a/save ../b/save -n           what would be taken
        sweep merge node1.sqlite node2.sqlite --store whole/results.sqlite
      """)

  @Argument(
    help: "Stores, save folders, results.jsonl files, or folders of reports.",
    completion: .file())
  var sources: [String]

  @Flag(name: [.customShort("n"), .long], help: "Show what would be taken, and take nothing.")
  var dryRun = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    // All are opened before anything is taken from one.
    let sources = try sources.map { try MergeSource($0, now: Date()) }
    let merging = try StoreMerging(into: places.places, isDry: dryRun)
    defer { merging.close() }
    var outcomes: [MergeOutcome] = []
    for source in sources {
      let outcome = try merging.take(source)
      if !output.json { outcome.lines(isDry: dryRun).forEach(output.say) }
      outcomes.append(outcome)
    }
    if output.json { try output.sayJSON(outcomes) }
    if let failure = outcomes.failure(isDry: dryRun) { throw failure }
  }
}
