import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Storage

/// `sweep show RUN`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show everything the store knows about one run.",
    discussion: """
      EXAMPLES
        sweep show cgru_ae
        sweep show 1594715129 --json
      """)

  @Argument(
    help: "A run: its label, SWEEP/LABEL, or the beginning of its id.", completion: .runs)
  var name: String

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let (sweep, run) = try StoredRuns(store, sweep: labels.sweep).result(name)
    let history = try store.history(run: run.run.id)
    if output.json { return try output.sayJSON(RunJSON(sweep, run, history)) }
    let place = SavePlace.found(places.places.filesFolder, for: store.path)
    Console.data(RunText(sweep, run, history, place).text)
  }
}
