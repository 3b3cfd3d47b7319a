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
    commandName: "doctor", abstract: "Show this machine's features and check the store.",
    discussion: """
      Reads everything, changes nothing. Exit code 4: the store is damaged; 1: a checkpoint's file
      is. --repair rebuilds a damaged store from every value that can be proved, in the store and in
      reports, and keeps the damaged file beside it. The next sweep run runs what is lost again.

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
    if output.json {
      try output.sayJSON(Answer(machine: machine, store: health, repair: outcome))
    } else {
      Console.data(
        machine.text + (health?.text ?? "store: none at \(places.storePath)\n")
          + (outcome?.text(of: places.storePath) ?? ""))
    }
    if isNamed && health == nil { throw Self.nothing(at: places.storePath) }
    if let failure = health?.failure { throw failure }
    if outcome != nil { output.say("next: sweep run SPEC, or sweep resume") }
  }

  private static func nothing(at path: String) -> Failure {
    Failure(
      .input, "\(path): there is no store here", safe: "nothing was changed",
      next: "sweep doctor, to check this machine alone; or name an existing store")
  }

  private struct Answer: Encodable {
    let machine: Machine
    let store: StoreHealth?
    let repair: RepairOutcome?
  }
}

/// What the product finds on this machine.
private struct Machine: Encodable {
  let version: String
  let commit: String
  let sqlite: String
  /// Known defects of that version; none reaches a store here.
  let sqliteDefects: [String]
  let figures: String
  let instructionSet: String
  let numericContract: Int
  let processor: String
  let cores: Int
  /// How many of the machine's processors this process may use, and why not all.
  let processors: String
  let system: String
  let gflopsPeak: Double

  init() throws {
    let environment = Environment.current()
    version = environment.version
    commit = environment.commit
    let library = SQLiteVersion(try ResultStore.sqliteVersion())
    sqlite = library.description
    sqliteDefects = library.hasWALResetDefect ? ["WAL reset"] : []
    figures = Self.canDraw ? "ok" : "libpng does not work"
    instructionSet = environment.instructionSet
    numericContract = Engine.contract
    processor = environment.processor
    cores = environment.cores
    processors = Processors.current().description
    system = environment.system
    gflopsPeak = (Engine.peak() / 1e8).rounded() / 10
  }

  private static var canDraw: Bool {
    let corner = Panels([[0, 0, 1, 1, 2, 0]])
    return (try? RunFigures.groundTruth(corner))?.bytes.isEmpty == false
  }

  private var defects: [[String]] {
    sqliteDefects.map { defect in
      [
        "",
        "known defect: \(defect) (fixed in 3.51.3). It needs two connections that write at once; "
          + "a store has one, and a lock keeps others out",
      ]
    }
  }

  var text: String {
    TextTable(
      header: ["", ""],
      rows: [
        ["sweep", "\(version), commit \(commit)"], ["SQLite", sqlite],
      ] + defects + [
        ["figures", figures],
        ["instruction set", "\(instructionSet), numeric contract \(numericContract)"],
        ["processor", "\(processor), \(gflopsPeak) GFLOP/s per core at most"],
        ["may use", processors],
        ["system", system],
      ], fits: [.whole, .wrap]
    ).render(showsHeader: false, width: Console.dataWidth)
  }
}
