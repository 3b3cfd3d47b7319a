import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Scheduling
import Storage

/// `sweep status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is running, finished or failed, and when it will end.",
    discussion: """
      EXAMPLES
        sweep status
        sweep status --json | jq '.sweeps[].counts'
        watch sweep status
      """)

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let status = try Status(of: store, now: Date()) { Slots(nil) }
    output.json
      ? try output.sayJSON(status) : Console.data(StatusText(status).text(width: Console.dataWidth))
  }
}
