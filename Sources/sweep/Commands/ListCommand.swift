import ArgumentParser
import Experiments
import Reports
import Running
import Storage

/// `sweep ls [SWEEP]`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the runs of a sweep, or of all sweeps.",
    discussion: """
      EXAMPLES
        sweep ls
        sweep ls paper --state failed
        sweep ls paper --json
        sweep ls --all                  also runs that no sweep lists any more
      """)

  @Argument(help: "A sweep, by name or by its spec.")
  var sweep: String?

  @Option(
    help: "Only runs in this state: \(states.joined(separator: ", ")).", completion: .list(states),
    transform: { try Words.parse($0) })
  var state: RunState?

  @Flag(help: "Also runs that no sweep lists any more.")
  var all = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if all && sweep != nil {
      throw ValidationError("--all lists all sweeps; do not name one with it")
    }
  }

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let name = try sweep.map { try ResultsSource.name($0, in: store) }
    let isProved = try store.proveListed(sweep: name)
    output.json ? try sayJSON(store, name) : try sayTable(store, name)
    if !isProved {
      output.say("note: so many runs are listed unchecked; sweep doctor checks their values")
    }
  }

  private func each(
    _ store: ResultStore, _ name: String?, _ take: (RunRow) throws -> Void
  ) throws {
    let wanted = state
    let offer: (RunRow) throws -> Void = {
      if wanted == nil || $0.state == wanted { try take($0) }
    }
    try store.eachRun(sweep: name, offer)
    if all { try store.eachUnlistedRun(offer) }
  }

  private func sayJSON(_ store: ResultStore, _ name: String?) throws {
    var text = ListingJSON { Console.data($0) }
    try each(store, name) { try text.add($0) }
    text.finish()
  }

  private func sayTable(_ store: ResultStore, _ name: String?) throws {
    var sweeps = try store.listedSweeps(name)
    if all { try store.eachUnlistedRun { sweeps.append($0.listed) } }
    var table = ListingTable(of: sweeps)
    try each(store, name) { table.add($0) }
    table.write(width: Console.dataWidth) { Console.data($0) }
  }

  private static let states = Words.all(RunState.self)
}
