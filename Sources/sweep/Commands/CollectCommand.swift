import ArgumentParser
import Experiments
import Files
import Foundation
import Reports
import Running
import Storage

/// `sweep gc`
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove runs that no sweep lists, and files that no run needs.",
    discussion: """
      Also returns unused space in the store to the disk. `sweep ls --all` shows the runs first.

      EXAMPLES
        sweep gc -n      what would be removed, and how much it frees
        sweep gc
      """)

  @Flag(name: [.customShort("n"), .long], help: "Show what would be removed, and remove nothing.")
  var dryRun = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let upkeep = try Upkeep(places.places, for: "gc", isDry: dryRun)
    defer { upkeep.close() }
    let unlisted = try upkeep.store.unlistedRuns().map(\.id)
    let removal = try Removal(
      runs: unlisted, sweeps: [], others: try upkeep.unneeded(), upkeep.store, upkeep.place)
    let before = upkeep.storeBytes
    if !dryRun {
      try removal.carryOut()
      try upkeep.store.compact()
    }
    let freed = before - upkeep.storeBytes
    // Also with --quiet: what is gone is said.
    Console.say(
      "\(dryRun ? "would remove" : "removed") \(removal.text)"
        + (freed > 0 ? ", and \(ByteCount.text(freed)) of the store" : ""))
  }
}
