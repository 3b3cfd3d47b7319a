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
        sweep status --watch                   the board of a sweep that runs elsewhere
      """)

  @Flag(help: "Keep showing it until nothing runs any more; Ctrl-C ends only the watching.")
  var watch = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if watch && output.json {
      throw ValidationError("--watch shows a board: ask for --json again and again instead")
    }
  }

  func run() throws {
    _ = try places.profile()
    try Collection.collect(places.places)
    let store = try places.places.openForReading()
    defer { try? store.close() }
    if watch {
      var board = StatusWatch(store, places.places, usesColor: output.usesColor)
      return try board.run()
    }
    let status = try Status(
      of: store, now: Date(), saveFolder: places.places.filesFolder
    ) { Slots(nil) }
    output.json
      ? try output.sayJSON(status) : Console.data(StatusText(status).text(width: Console.dataWidth))
  }
}
