import ArgumentParser
import Experiments
import Foundation
import Reports
import Running
import Scheduling
import Storage

/// `sweep doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what this machine lacks, and check the store.",
    discussion: """
      Reads everything, changes nothing. What the machine lacks is named with what to do. Exit code 4:
      the store is damaged; 1: a checkpoint's file is. --repair rebuilds a damaged store from every
      value that can be proved, in the store and in reports, and keeps the damaged file beside it. The
      next sweep run runs what is lost again.

      EXAMPLES
        sweep doctor
        sweep doctor save/results.sqlite --json
        sweep doctor save/results.sqlite --repair
      """)

  @Argument(help: "The store (as --store).", completion: .file())
  var file: String?

  @Flag(help: "Rebuild a damaged store; nothing is deleted.")
  var repair = false

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var options = places
    options.store = file ?? options.store
    let isNamed = options.store != nil || options.save != nil
    let places = options.places
    let found = try StoreHealth(places)
    let outcome =
      try repair
      ? found.flatMap(StoreRebuilding(places: places, say: output.say).carryOut) : nil
    let health = outcome == nil ? found : try StoreHealth(places)
    let machine = try Machine()
    let node = NodeCheck(places)
    if output.json {
      try output.sayJSON(Answer(machine: machine, node: node, store: health, repair: outcome))
    } else {
      Console.data(
        machine.text(node) + node.text
          + (health?.text ?? "store: none at \(places.storePath); sweep run makes it\n")
          + (outcome?.text(of: places.storePath) ?? ""))
    }
    if isNamed && health == nil { throw Self.nothing(at: places.storePath) }
    if let failure = health?.failure { throw failure }
    if outcome != nil {
      output.say("next: sweep run SPEC, or sweep resume")
    } else if repair {
      output.say("there was nothing to repair")
    } else if health == nil {
      output.say("next: sweep init writes a spec to start from, sweep run SPEC runs it")
    }
  }

  private static func nothing(at path: String) -> Failure {
    Failure(
      .input, "\(path): there is no store here", safe: "nothing was changed",
      next: "sweep doctor, to check this machine alone; or name an existing store")
  }

  private struct Answer: Encodable {
    let machine: Machine
    let node: NodeCheck
    let store: StoreHealth?
    let repair: RepairOutcome?
  }
}
