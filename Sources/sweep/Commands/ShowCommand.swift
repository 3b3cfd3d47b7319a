import ArgumentParser
import Experiments
import Foundation
import Reports
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

  @Argument(help: "A run: its label, SWEEP/LABEL, or the beginning of its id.")
  var name: String

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try places.openForReading()
    defer { try? store.close() }
    let (sweep, run) = try StoredRuns(store, sweep: labels.sweep).result(name)
    let history = try store.history(run: run.run.id)
    if output.json { return try output.sayJSON(RunJSON(sweep.name, run, history)) }
    let place = SavePlace.found(places.filesFolder, for: store.path)
    Console.data(RunText(sweep.name, run, history, place).text)
  }
}

/// A run, for a terminal.
private struct RunText {
  let text: String

  init(_ sweep: String, _ run: RunResult, _ history: RunHistory, _ place: SavePlace) {
    let (home, folder) = (place.home(run.run.id), place.files.path)
    let isShown = RunView(files: place.files).shows(run.run.folder, home)
    let facts = [
      ("run", run.run.label), ("id", run.run.id), ("sweep", sweep.isEmpty ? "-" : sweep),
      ("state", run.state.rawValue),
      ("failure", run.failure ?? "-"), ("configuration", run.run.configuration.canonicalJSON),
      ("files", "\(folder)/\(home.path)"),
      ("shown in", isShown ? "\(folder)/\(run.run.folder)" : "-"),
      ("trained", "\(DurationText.words(run.seconds)), \(run.sequences) sequences"),
      (
        "checkpoints",
        run.checkpoints.map { checkpoint in
          let state = "\(checkpoint.epoch)\(checkpoint.batch > 0 ? ".\(checkpoint.batch)" : "")"
          let isThere = place.files.has(checkpoint.file, bytes: checkpoint.bytes)
          return isThere ? state : "\(state) (missing)"
        }.joined(separator: " ")
      ),
    ]
    let head = TextTable(
      header: ["", ""], rows: facts.map { [$0.0, $0.1] }, fits: [.whole, .wrap]
    )
    .render(showsHeader: false, width: Console.dataWidth)
    text = [head, Self.attempts(history), Self.warnings(history), Self.metrics(run)]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func attempts(_ history: RunHistory) -> String {
    TextTable(
      header: ["attempt", "from epoch", "started", "ended", "how"],
      rows: history.attempts.map { attempt in
        [
          "\(attempt.number)", "\(attempt.epoch)", attempt.started.ISO8601Format(),
          attempt.ended?.ISO8601Format() ?? "-", attempt.end?.words ?? "-",
        ]
      }, alignments: [.right, .right], fits: [.whole, .drop(2), .drop(3), .drop(1), .wrap]
    ).render(showsHeader: !history.attempts.isEmpty, width: Console.dataWidth)
  }

  private static func warnings(_ history: RunHistory) -> String {
    history.warnings.map { "warning (attempt \($0.attempt)): \($0.message)\n" }.joined()
  }

  private static func metrics(_ run: RunResult) -> String {
    let evaluated = run.metrics.filter { $0.metrics.contains { $0.name != .trainLoss } }
    let names = MetricName.allCases
    return TextTable(
      header: ["epoch"] + names.map(\.rawValue),
      rows: evaluated.suffix(20).map { entry in
        ["\(entry.epoch)"]
          + names.map { name in
            entry.metrics.first { $0.name == name }.map { ProgressText.number($0.value) } ?? "-"
          }
      }, alignments: Array(repeating: .right, count: names.count + 1),
      fits: [.whole, .drop(2), .drop(3), .whole, .drop(0), .drop(1)]
    ).render(showsHeader: !evaluated.isEmpty, width: Console.dataWidth)
  }
}

/// A run for other programs.
private struct RunJSON: Encodable {
  struct Value: Encodable {
    let epoch: Int
    let name: String
    let value: Double
    let bits: String
  }

  let sweep: String
  let run: Run
  let state: RunState
  let failure: String?
  let attempts: Int
  let seconds: Double
  let sequences: Int
  let environment: Environment?
  let checkpoints: [Checkpoint]
  let warnings: [String]
  let metrics: [Value]

  init(_ sweep: String, _ result: RunResult, _ history: RunHistory) {
    self.sweep = sweep
    run = result.run
    state = result.state
    failure = result.failure
    attempts = result.attempts
    seconds = result.seconds
    sequences = result.sequences
    environment = result.environment
    checkpoints = result.checkpoints
    warnings = history.warnings.map(\.message)
    metrics = result.metrics.flatMap { entry in
      entry.metrics.map { metric in
        let digits = String(metric.bits, radix: 16)
        return Value(
          epoch: entry.epoch, name: metric.name.rawValue, value: metric.value,
          bits: String(repeating: "0", count: 16 - digits.count) + digits)
      }
    }
  }
}
