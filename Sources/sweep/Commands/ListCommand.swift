import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Storage

/// `sweep ls [SWEEP]`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the runs of a sweep, or of all sweeps.",
    discussion: """
      A condition compares a name with a value: = != < <= > >=, ~ (contains), in (A, B); and, or,
      not and brackets join them. Names are state, sweep, label, id, seed, attempts, epochs,
      seconds and failure, parameters by path or last key, and metrics, whose last value counts.
      What a run has not makes every comparison false. Texts with spaces, commas or = need quotes.

      EXAMPLES
        sweep ls
        sweep ls paper --state failed
        sweep ls paper --json
        sweep ls --filter 'state = finished and lr < 0.01 and loss < 5'
        sweep ls --sort -loss --limit 10 --cols label,lr,loss --md
        sweep ls --since 2h             begun or ended in the last two hours
        sweep ls --all                  also runs that no sweep lists any more
      """)

  @Argument(help: "A sweep, by name or by its spec.", completion: .sweeps)
  var sweep: String?

  @Option(
    help: "Only runs in this state: \(states.joined(separator: ", ")).", completion: .list(states),
    transform: { try Words.parse($0) })
  var state: RunState?

  @OptionGroup var choice: FilterOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "By these names with commas between them; -NAME is the greatest first.", valueName: "names"),
    completion: .columns)
  var sort: String?

  @Option(
    help: ArgumentHelp("Show these, with commas between them.", valueName: "names"),
    completion: .columns)
  var cols: String?

  @Option(help: "At most so many runs.")
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Only runs begun or ended since: 2h ago, or 2026-11-01.", valueName: "time"),
    transform: { try Moment(parsing: $0) })
  var since: Moment?

  @OptionGroup var form: TableOptions

  @Flag(help: "Also runs that no sweep lists any more.")
  var all = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if all && sweep != nil {
      throw ValidationError("--all lists all sweeps; do not name one with it")
    }
    try form.check(json: output.json)
    if let limit, limit < 0 { throw ValidationError("--limit \(limit) is below 0") }
  }

  func run() throws {
    let query = try query()
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let name = try sweep.map { try ResultsSource.name($0, in: store) }
    let isProved = try store.proveListed(sweep: name)
    try RunList(store, name, query, all: all).write(style)
    if !isProved {
      output.say("note: so many runs are listed unchecked; sweep doctor checks their values")
    }
  }

  private var style: ListedColumns.Style {
    output.json ? .json : form.csv ? .csv : form.md ? .markdown : .table
  }

  private func query() throws -> ListQuery {
    func read<Read>(
      _ option: String, _ text: String?, _ read: (String) throws(FilterError) -> Read
    ) throws -> Read? {
      guard let text else { return nil }
      do throws(FilterError) { return try read(text) } catch {
        throw Failure(error, of: option, typedFor: "ls")
      }
    }
    return ListQuery(
      filter: try choice.condition(for: "ls"), order: try read("--sort", sort, RunOrder.init),
      columns: try read("--cols", cols, NameList.init),
      since: since?.seconds(now: Int(Date().timeIntervalSince1970)), state: state, limit: limit)
  }

  private static let states = Words.all(RunState.self)
}
