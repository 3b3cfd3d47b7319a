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
    let runs = try store.runs(sweep: sweep).filter { state == nil || $0.state == state }
    if output.json { return try output.sayJSON(runs) }
    Console.data(Self.table(runs).render())
  }

  private static let states = RunState.allCases.map(\.rawValue).joined(separator: ", ")

  private static func state(_ text: String) throws -> RunState {
    guard let state = RunState(rawValue: text) else {
      throw ValidationError("\(text) is none of \(states)")
    }
    return state
  }

  private static func table(_ runs: [RunListing]) -> TextTable {
    TextTable(
      header: [
        "sweep", "run", "id", "state", "epoch", "train MSE", "test MSE", "time", "failure",
      ],
      rows: runs.lazy.map { run in
        [
          run.sweep, run.label, String(run.id.prefix(12)), run.state.rawValue, String(run.epochs),
          run.trainMSE.map(ProgressText.number) ?? "-", run.testMSE.map(ProgressText.number) ?? "-",
          DurationText.words(run.seconds), run.failure ?? "",
        ]
      }, alignments: [.left, .left, .left, .left, .right, .right, .right, .right, .left])
  }
}
