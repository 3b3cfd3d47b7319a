import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Storage

/// `sweep report WHAT`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a sweep's report again, or check the existing one.",
    discussion: """
      From the store alone, or from a results.jsonl; no model is loaded and nothing is trained.

      EXAMPLES
        sweep report experiments/paper.json
        sweep report paper
        sweep report paper --check                         exit 1 if it no longer matches
        sweep report reports/paper/results.jsonl --check   without any store
        sweep report paper --json                          which files were written
      """)

  @Argument(help: "A spec, a sweep's name, or a results.jsonl.", completion: .results)
  var what: String

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Write nothing; exit 1 if the files there do not match the results.")
  var check = false

  func run() throws {
    let source = try ResultsSource(what, places.places, isPlaced: places.reports != nil)
    let files = try Report.standard.files(of: source.results)
    let name = source.results.sweep.name
    if check { return try compare(files, with: source.folder, of: name) }
    try ReportFolder(source.folder).write(files, trainers: .own)
    guard output.json else {
      return Console.data("\(source.folder.relativePath)/report.md\n")
    }
    try output.sayJSON(Written(name, source.folder, files))
  }

  private func compare(_ files: [ReportFile], with folder: URL, of sweep: String) throws {
    let differences = Report.check(try ReportFolder(folder).files(), against: files)
    if output.json { try output.sayJSON(Checked(sweep, folder, files, differences)) }
    guard differences.isEmpty else {
      throw Failure(
        .runsFailed,
        "\(folder.relativePath) does not match the results:\n"
          + differences.map { "  \($0)" }.joined(separator: "\n"),
        safe: "nothing was changed", next: "sweep report \(what)")
    }
    output.say("\(folder.relativePath) matches the results: \(files.count) files")
  }
}

/// What was written, for other programs.
private struct Written: Encodable {
  let sweep: String
  let folder: String
  let files: [String]

  init(_ sweep: String, _ folder: URL, _ files: [ReportFile]) {
    self.sweep = sweep
    self.folder = folder.relativePath
    self.files = files.map(\.path)
  }
}

/// What a check found, for other programs.
private struct Checked: Encodable {
  struct Fault: Encodable {
    let file: String
    let kind: String
    let message: String
  }

  let sweep: String
  let folder: String
  let files: [String]
  let follows: Bool
  let differences: [Fault]

  init(_ sweep: String, _ folder: URL, _ files: [ReportFile], _ differences: [Difference]) {
    self.sweep = sweep
    self.folder = folder.relativePath
    self.files = files.map(\.path)
    follows = differences.isEmpty
    self.differences = differences.map {
      Fault(file: $0.path, kind: $0.kind.rawValue, message: "\($0)")
    }
  }
}
