import ArgumentParser
import Experiments
import Reports
import Running
import Storage

/// `sweep compare RUN RUN ...`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare runs: settings that differ, and results.",
    discussion: """
      EXAMPLES
        sweep compare cgru_ae clstm_ae
        sweep compare paper/cgru_ae demo/cgru_ae
        sweep compare 1594715129 7a84022cf3
        sweep compare cgru_ae clstm_ae --json
      """)

  @Argument(
    help: "Two runs or more: labels, SWEEP/LABEL, or beginnings of ids.", completion: .runs)
  var names: [String]

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if names.count < 2 { throw ValidationError("compare needs two or more runs") }
  }

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let runs = try StoredRuns(store, sweep: labels.sweep)
    let found = try names.map { try runs.result($0) }
    guard output.json else {
      return Console.data(
        Comparison(found.map { ($0.sweep.manifest, $0.run) }).text(width: Console.dataWidth))
    }
    let lines = found.map { sweep, run in
      Export.jsonLines(SweepResults(sweep: sweep, groundTruth: nil, runs: [run]))
    }
    Console.data("[" + lines.map { $0.dropLast() }.joined(separator: ",") + "]\n")
  }
}
