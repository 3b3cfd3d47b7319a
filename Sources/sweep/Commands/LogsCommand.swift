import ArgumentParser
import Foundation
import Storage

/// `sweep logs RUN`
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "What a run's workers wrote to its log.",
    discussion: """
      EXAMPLES
        sweep logs cgru_ae
        sweep logs cgru_ae --lines 20
        sweep logs cgru_ae --follow
      """)

  @Argument(help: "A run: its label, SWEEP/LABEL, or the beginning of its id.")
  var name: String

  @Option(name: .long(or: "l"), help: "Only the last so many lines.")
  var lines: Int?

  @Flag(name: .shortAndLong, help: "Go on showing what is added.")
  var follow = false

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions

  func run() throws {
    let path = try path()
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Failure(
        .input, "\(path): no such file, or it cannot be read", safe: "nothing was changed",
        next: "sweep show \(name) (a run that was never begun has no log)")
    }
    Console.data(last(String(decoding: file.readDataToEndOfFile(), as: UTF8.self)))
    while follow && Console.takesData {
      Thread.sleep(forTimeInterval: 0.3)
      Console.data(String(decoding: file.readDataToEndOfFile(), as: UTF8.self))
    }
  }

  private func path() throws -> String {
    let store = try places.openForReading()
    defer { try? store.close() }
    let run = try StoredRuns(store, sweep: labels.sweep).result(name).run.run
    let place = SavePlace.found(places.filesFolder, for: store.path)
    let home = place.home(run.id)
    // A store that an older version wrote, and nothing since.
    let isOld = place.files.kind(of: home.log) == nil
    return "\(place.files.path)/\(isOld ? "\(run.folder)/log.txt" : home.log)"
  }

  private func last(_ text: String) -> String {
    guard let lines else { return text }
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .suffix(max(0, lines))
    return kept.map { "\($0)\n" }.joined()
  }
}
