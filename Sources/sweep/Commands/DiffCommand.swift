import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Statistics

/// `sweep diff A B`
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two sweeps: what differs in their specs, and in what came out.",
    discussion: """
      Each is a sweep of the store, a spec, a results.jsonl or a report's folder. Runs of one label
      are paired by seed: the change of the headline's mean from A to B, with its 95 % interval by
      Student's t. Fewer than three seeds have none.

      EXAMPLES
        sweep diff paper paper-longer
        sweep diff reports/paper/results.jsonl paper
        sweep diff reports/paper other/reports/paper --exit-code     exit 1 if they differ
      """)

  @Argument(
    help: "A sweep, a spec, a results.jsonl or a report's folder.", completion: .results)
  var before: String

  @Argument(help: "Another.", completion: .results)
  var after: String

  @Flag(help: "Exit 1 if there is a difference.")
  var exitCode = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let difference = SweepDifference(try results(before), try results(after))
    try output.json ? output.sayJSON(difference) : say(difference)
    if exitCode, !difference.isEmpty { throw ExitCode(Failure.Code.runsFailed.rawValue) }
  }

  private func results(_ what: String) throws -> SweepResults {
    let inside = "\(what)/results.jsonl"
    let isFolder = FileManager.default.fileExists(atPath: inside)
    return try ResultsSource(isFolder ? inside : what, places.places).results
  }

  private func say(_ difference: SweepDifference) {
    if difference.isEmpty { output.say("no difference but the names") }
    if !difference.spec.isEmpty {
      TextTable(
        header: ["spec", "A", "B"],
        rows: difference.spec.map { [$0.path, $0.before ?? "-", $0.after ?? "-"] },
        fits: [.whole, .shorten(to: 12), .shorten(to: 12)]
      ).write(width: Console.dataWidth) { Console.data($0) }
    }
    if !difference.cells.isEmpty { say(difference.cells, difference.metric ?? "value") }
    for (labels, name) in [(difference.onlyBefore, "A"), (difference.onlyAfter, "B")]
    where !labels.isEmpty {
      Console.data("only in \(name): \(labels.joined(separator: ", "))\n")
    }
  }

  private func say(_ cells: [SweepDifference.Cell], _ metric: String) {
    let number = { (value: Double?) in value.map(ShortNumber.text) ?? "-" }
    TextTable(
      header: [metric, "n", "A", "B", "change", "95 % interval"],
      rows: cells.map { cell in
        [
          cell.label, "\(cell.n)", number(cell.before), number(cell.after), number(cell.change),
          cell.low.map { "\(number($0)) to \(number(cell.high))" } ?? "-",
        ]
      }, alignments: [.left, .right, .right, .right, .right, .left],
      fits: [.shorten(to: 12), .whole, .drop(1), .drop(2), .whole, .whole]
    ).write(width: Console.dataWidth) { Console.data($0) }
    if cells.contains(where: { $0.n < PairedComparison.fewestPairs }) {
      output.say("no interval under \(PairedComparison.fewestPairs) seeds that both have")
    }
  }
}
