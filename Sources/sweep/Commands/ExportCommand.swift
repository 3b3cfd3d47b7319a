import ArgumentParser
import Experiments
import Reports
import Running
import Storage

/// `sweep export SWEEP`
struct ExportCommand: ParsableCommand {
  /// Forms of an export.
  enum Format: String, CaseIterable {
    case csv, jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export a sweep's runs or all their metrics as CSV, JSON lines or event files.",
    discussion: """
      The values of a row are of the state evaluated_epoch; a run that diverged has none of an
      earlier one. best_epoch has the least test_mse. checkpoint is the last one, below the save
      folder. New columns come last. Runs of a program have its parameters and metrics as columns,
      and best_step by the headline's direction.

      TensorBoard's event files have a folder a run, its parameters and its metrics in single
      precision. A step's number stands for its time, which is not kept.

      EXAMPLES
        sweep export paper > paper.csv
        sweep export paper --metrics > metrics.csv       every value of every epoch, with its bits
        sweep export reports/paper/results.jsonl --format jsonl
        sweep export --all > everything.csv              every sweep, and runs that none lists
        sweep export paper --tensorboard events          event files for TensorBoard
      """)

  @Argument(help: "A spec, a sweep's name, or a results.jsonl.", completion: .results)
  var what: String?

  @Flag(help: "Every sweep of the store, and the runs that no sweep lists any more.")
  var all = false

  @Option(
    help: "csv or jsonl.", completion: .list(Words.all(Format.self)),
    transform: { try Words.parse($0) })
  var format: Format = .csv

  @Flag(help: "One row per measured value (csv), instead of one per run.")
  var metrics = false

  @Option(
    help: ArgumentHelp(
      "Write event files for TensorBoard into this folder, which holds nothing else.",
      valueName: "folder"), completion: .directory)
  var tensorboard: String?

  @OptionGroup var places: StoreOptions

  func validate() throws {
    if tensorboard != nil && (metrics || format == .jsonl) {
      throw ValidationError("--tensorboard goes with neither --metrics nor --format")
    }
    if tensorboard == "" { throw ValidationError("--tensorboard: the name is empty") }
    if metrics && format == .jsonl { throw ValidationError("--metrics needs --format csv") }
    if all == (what != nil) { throw ValidationError("name a sweep, or give --all") }
  }

  func run() throws {
    let results = try what.map { [try ResultsSource($0, places.places).results] } ?? everything()
    if let tensorboard { return try writeEvents(of: results, to: tensorboard) }
    if metrics { return Console.data(Export.metricsCSV(results)) }
    Console.data(
      format == .csv ? Export.csv(results) : results.map(Export.jsonLines).joined())
  }

  private func writeEvents(of results: [SweepResults], to path: String) throws {
    let files = TensorBoard.files(of: results, areApart: all)
    let count = try EventFolder(path).write(files)
    Console.say("wrote \(count) runs to \(path); look at them: tensorboard --logdir \(path)")
  }

  private func everything() throws -> [SweepResults] {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let sweeps = try store.sweeps().map { try store.results(sweep: $0.name) }
    let unlisted = try store.unlistedRuns().compactMap { run in
      try store.unlistedResult(run: run.id, folder: RunHome(of: run.id, in: "runs").path)
    }
    return sweeps + unlisted
  }
}
