import ArgumentParser
import Experiments
import Reports
import Storage

/// `sweep ls [SWEEP]`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "The runs of a sweep, or of all, a line each.",
    discussion: """
      EXAMPLES
        sweep ls
        sweep ls paper --state failed
        sweep ls paper --json
      """)

  @Argument(help: "A sweep's name.")
  var sweep: String?

  @Option(help: "Only runs in this state: \(Self.states).", transform: Self.state)
  var state: RunState?

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try places.openForReading()
    defer { try? store.close() }
    output.json ? try sayJSON(store) : try sayTable(store)
  }

  private func each(_ store: ResultStore, _ take: (RunListing) -> Void) throws {
    try store.eachRun(sweep: sweep) { if state == nil || $0.state == state { take($0) } }
  }

  private func sayJSON(_ store: ResultStore) throws {
    var text = ListingJSON()
    try each(store) { text.add($0) }
    Console.data(text.bytes)
  }

  private func sayTable(_ store: ResultStore) throws {
    var table = Self.table
    try each(store) { table.add(Self.row($0)) }
    table.write { Console.data($0) }
  }

  private static let states = RunState.allCases.map(\.rawValue).joined(separator: ", ")

  private static func state(_ text: String) throws -> RunState {
    guard let state = RunState(rawValue: text) else {
      throw ValidationError("\(text) is none of \(states)")
    }
    return state
  }

  private static var table: TextTable {
    TextTable(
      header: [
        "sweep", "run", "id", "state", "epoch", "train MSE", "test MSE", "time", "failure",
      ], rows: [],
      alignments: [.left, .left, .left, .left, .right, .right, .right, .right, .left])
  }

  private static func row(_ run: RunListing) -> [String] {
    [
      run.sweep, run.label, String(decoding: run.id.utf8.prefix(12), as: UTF8.self),
      run.state.rawValue, String(run.epochs),
      run.trainMSE.map(ProgressText.number) ?? "-", run.testMSE.map(ProgressText.number) ?? "-",
      DurationText.words(run.seconds), run.failure ?? "",
    ]
  }
}
