import ArgumentParser
import Experiments
import Reports
import Running
import Storage

/// `sweep best [SWEEP]`
struct BestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "best", abstract: "List the best configurations by a metric, over their seeds.",
    discussion: """
      Of finished runs alone. Runs that differ in nothing but the seed are one configuration: its
      mean, standard deviation and how many seeds it has. Which of two values is better, the metric
      says; means that are no number come last, and of equal ones the first in the plan comes first.

      EXAMPLES
        sweep best paper                              the ten best by the headline
        sweep best paper --per cells                  the best of each cell
        sweep best --by loss --per optimizer,lr --limit 3
        sweep best paper --filter 'seed < 3' --json
      """)

  @Argument(help: "A sweep, by name or by its spec.", completion: .sweeps)
  var sweep: String?

  @Option(
    help: ArgumentHelp("By this metric (default: the headline).", valueName: "metric"),
    completion: .metric)
  var by: String?

  @Option(
    help: ArgumentHelp(
      "The best for each combination of these parameters, with commas between them.",
      valueName: "keys"), completion: .parameters)
  var per: String?

  @OptionGroup var choice: FilterOptions

  @Option(help: "At most so many of each group (default: 10; with --per 1).")
  var limit: Int?

  @OptionGroup var form: TableOptions

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try form.check(json: output.json)
    if let limit, limit < 0 { throw ValidationError("--limit \(limit) is below 0") }
  }

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let name = try sweep.map { try ResultsSource.name($0, in: store) }
    let isProved = try store.proveListed(sweep: name)
    let query = ListQuery(
      filter: try choice.condition(for: "best"), order: nil, columns: nil, since: nil,
      state: .finished, limit: nil)
    let best = try BestRuns(store, name, query, by: by, per: try keys)
    let winners = try SearchWinners(of: best.sweeps, in: store)
    write(best.table(limit: limit ?? (per == nil ? 10 : 1)), winners)
    if !isProved {
      output.say("note: so many runs are listed unchecked; sweep doctor checks their values")
    }
  }

  private var keys: NameList? {
    get throws {
      guard let per else { return nil }
      do throws(FilterError) { return try NameList(per) } catch {
        throw Failure(error, of: "--per", typedFor: "best")
      }
    }
  }

  private func write(_ best: ValueTable, _ winners: SearchWinners) {
    if output.json {
      let chosen = winners.table.json.dropLast()
      return Console.data("{\"best\":\(best.json.dropLast()),\"chosen\":\(chosen)}\n")
    }
    if form.csv { return Console.data(best.csv) }
    if form.md { return Console.data(best.markdown) }
    best.text.write(width: Console.dataWidth) { Console.data($0) }
    for line in winners.words { output.say(line) }
  }
}
