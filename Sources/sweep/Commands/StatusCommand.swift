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
      What runs on other machines have left is collected first.

      EXAMPLES
        sweep status
        sweep status --json | jq '.sweeps[].counts'
        watch sweep status
      """)

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    _ = try places.profile()
    try Collection.collect(places.places)
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let status = try Status(
      of: store, now: Date(), saveFolder: places.places.filesFolder
    ) { Slots(nil) }
    output.json
      ? try output.sayJSON(status) : Console.data(StatusText(status).text(width: Console.dataWidth))
  }
}
