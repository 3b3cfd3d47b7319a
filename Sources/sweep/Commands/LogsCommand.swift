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

  @Argument(help: "A run's label, or the beginning of its id.")
  var name: String

  @Option(name: [.customShort("l"), .long], help: "Only the last so many lines.")
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
    while follow {
      Thread.sleep(forTimeInterval: 0.3)
      Console.data(String(decoding: file.readDataToEndOfFile(), as: UTF8.self))
    }
  }

  private func path() throws -> String {
    let store = try places.openForReading()
    defer { try? store.close() }
    let run = try StoredRuns(store, sweep: labels.sweep).result(name).run
    return "\(places.filesFolder)/\(run.run.folder)/log.txt"
  }

  private func last(_ text: String) -> String {
    guard let lines else { return text }
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .suffix(max(0, lines))
    return kept.map { "\($0)\n" }.joined()
  }
}
