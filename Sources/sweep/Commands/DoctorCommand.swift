import ArgumentParser
import Experiments
import Foundation
import Reports
import Storage

/// `sweep doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "What this machine gives, and whether the store is sound.",
    discussion: """
      Reads everything, changes nothing. Exit code 4 where the store is damaged, 1 where a
      checkpoint's file is.

      EXAMPLES
        sweep doctor
        sweep doctor save/results.sqlite --json
      """)

  @Argument(help: "The store (as --store).", completion: .file())
  var file: String?

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var places = places
    places.store = file ?? places.store
    let machine = try Machine()
    let health = try StoreHealth(places)
    if output.json {
      try output.sayJSON(Answer(machine: machine, store: health))
    } else {
      Console.data(machine.text + (health?.text ?? "store: none at \(places.storePath)\n"))
    }
    if let failure = health?.failure { throw failure }
  }

  private struct Answer: Encodable {
    let machine: Machine
    let store: StoreHealth?
  }
}

/// What the product finds on this machine.
private struct Machine: Encodable {
  let version: String
  let commit: String
  let sqlite: String
  let figures: String
  let instructionSet: String
  let numericContract: Int
  let processor: String
  let cores: Int
  let system: String
  let gflopsPeak: Double

  init() throws {
    let environment = Environment.current()
    version = environment.version
    commit = environment.commit
    sqlite = try ResultStore.sqliteVersion()
    figures = Self.canDraw ? "ok" : "libpng does not work"
    instructionSet = environment.instructionSet
    numericContract = Engine.contract
    processor = environment.processor
    cores = environment.cores
    system = environment.system
    gflopsPeak = (Engine.peak() / 1e8).rounded() / 10
  }

  private static var canDraw: Bool {
    let corner = Panels([[0, 0, 1, 1, 2, 0]])
    return (try? RunFigures.groundTruth(corner))?.bytes.isEmpty == false
  }

  var text: String {
    TextTable(
      header: ["", ""],
      rows: [
        ["sweep", "\(version), commit \(commit)"], ["SQLite", sqlite], ["figures", figures],
        ["instruction set", "\(instructionSet), numeric contract \(numericContract)"],
        ["processor", "\(processor), \(cores) cores, \(gflopsPeak) GFLOP/s a core at most"],
        ["system", system],
      ]
    ).render(showsHeader: false)
  }
}
