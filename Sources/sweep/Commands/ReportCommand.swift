import ArgumentParser
import Experiments
import Foundation
import Reports
import Storage

/// `sweep report WHAT`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a sweep's report again, or check the one that is there.",
    discussion: """
      From the store alone, or from a results.jsonl; no model is loaded and nothing is trained.

      EXAMPLES
        sweep report experiments/paper.json
        sweep report paper
        sweep report paper --check                         exit 1 if it no longer follows
        sweep report reports/paper/results.jsonl --check   without any store
      """)

  @Argument(help: "A spec, a sweep's name, or a results.jsonl.")
  var what: String

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Write nothing; exit 1 where the files there do not follow from the results.")
  var check = false

  func run() throws {
    let source = try ResultsSource(what, places)
    let files = try Report.standard.files(of: source.results)
    if check { return try compare(files, with: source.folder) }
    try ReportFolder(source.folder).write(files)
    Console.data("\(source.folder.relativePath)/report.md\n")
  }

  private func compare(_ files: [ReportFile], with folder: URL) throws {
    let differences = Report.check(try ReportFolder(folder).files(), against: files)
    guard differences.isEmpty else {
      throw Failure(
        .runsFailed,
        "\(folder.relativePath) does not follow from the results:\n"
          + differences.map { "  \($0)" }.joined(separator: "\n"),
        safe: "nothing was changed", next: "sweep report \(what)")
    }
    output.say("\(folder.relativePath) follows from the results: \(files.count) files")
  }
}
