import ArgumentParser
import Experiments
import Foundation
import Reports
import Scheduling
import Storage

/// `sweep verify`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Train finished runs again and compare every bit.",
    discussion: """
      In a temporary folder; neither the store nor the save folder is written. Exit code 1 where a
      single bit of a metric, or a checkpoint's digest, is another one.

      EXAMPLES
        sweep verify paper              the quickest run
        sweep verify paper --runs 3
        sweep verify paper --all -j 4
      """)

  @Argument(help: "A spec, or a sweep's name.")
  var what: String

  @Option(name: [.customShort("k"), .long], help: "How many runs, the quickest first.")
  var runs = 1

  @Flag(help: "All finished runs.")
  var all = false

  @Option(name: .shortAndLong, help: "Runs at a time (default: the number of cores).")
  var jobs: Int?

  @Option(help: "The data file, where it is not where it was.", completion: .file())
  var data: String?

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let results = try ResultsSource(what, places).results
    let engine = Engine.contract
    let finished = results.runs.filter {
      $0.state == .finished && $0.run.configuration.engine == engine
    }
    let chosen = finished.sorted { ($0.seconds, $0.run.id) < ($1.seconds, $1.run.id) }
      .prefix(all ? .max : max(0, runs))
    let watch = try SignalWatch()
    let answers = try await RunVerifier(
      source: data.map { DataChoice(file: $0, because: "--data", name: "").source }
        ?? results.sweep.dataset.source,
      slots: jobs ?? ProcessInfo.processInfo.activeProcessorCount
    ).verify(Array(chosen), watch)
    try conclude(answers, of: results.runs.count)
  }

  private func conclude(_ answers: [RunVerifier.Answer], of total: Int) throws {
    if output.json { try output.sayJSON(answers) } else { Console.data(table(answers).render()) }
    let good = answers.count(where: \.isAttested)
    output.say("attested: \(good) of \(total) runs, to the bit")
    guard good == answers.count else {
      throw Failure(
        .runsFailed, "\(answers.count - good) runs did not come out the same",
        safe: "the store was not changed", next: "sweep doctor, then: sweep show LABEL")
    }
  }

  private func table(_ answers: [RunVerifier.Answer]) -> TextTable {
    TextTable(
      header: ["run", "values", "checkpoints", "verdict"],
      rows: answers.map { answer in
        [
          answer.label, "\(answer.values)", "\(answer.checkpoints)",
          answer.isAttested ? "the same bits" : answer.differences.joined(separator: "; "),
        ]
      }, alignments: [.left, .right, .right, .left])
  }
}
