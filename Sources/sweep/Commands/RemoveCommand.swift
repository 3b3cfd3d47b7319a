import ArgumentParser
import Experiments
import Files
import Foundation
import Running
import Storage

/// `sweep rm NAME ...`
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Remove runs or sweeps, with their values and files.",
    discussion: """
      Removing a sweep removes its runs, except those that another sweep lists. Reports stay.

      EXAMPLES
        sweep rm demo -n          what would be removed, and how much it frees
        sweep rm demo
        sweep rm 1594715129       one run, by the beginning of its id
      """)

  @Argument(
    help: "Sweeps; or runs: labels, SWEEP/LABEL, or beginnings of ids.",
    completion: .sweepsAndRuns)
  var names: [String]

  @Flag(name: [.customShort("n"), .long], help: "Show what would be removed, and remove nothing.")
  var dryRun = false

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let upkeep = try Upkeep(places.places, for: "rm", isDry: dryRun)
    defer { upkeep.close() }
    let (runs, sweeps) = try chosen(upkeep.store)
    let removal = try Removal(runs: runs, sweeps: sweeps, upkeep.store, upkeep.place)
    if !dryRun { try removal.carryOut() }
    // Also with --quiet: what is gone is said.
    Console.say("\(dryRun ? "would remove" : "removed") \(removal.text)")
  }

  private func chosen(_ store: ResultStore) throws -> (runs: [String], sweeps: [String]) {
    let known = Set(try store.sweeps().map(\.name))
    let sweeps = labels.sweep == nil ? names.filter(known.contains) : []
    let lists = try store.folders()
    let others = Set(lists.filter { !sweeps.contains($0.sweep) }.map(\.run))
    let inSweeps = lists.filter { sweeps.contains($0.sweep) && !others.contains($0.run) }
    let stored = try StoredRuns(store, sweep: labels.sweep)
    let named = try names.filter { !sweeps.contains($0) }.map { name in
      try stored.id(name, orSweep: Suggestion.nearest(to: name, among: known.sorted()))
    }
    return (Array(Set(inSweeps.map(\.run) + named)).sorted(), sweeps)
  }
}
