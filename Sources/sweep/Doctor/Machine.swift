import Experiments
import Reports
import Running
import Scheduling
import Storage

/// What the product finds on this machine.
struct Machine: Encodable {
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
        "has the defect \(defect), fixed in 3.51.3. It cannot happen here: it needs two connections "
          + "that write at once, and a store has one",
      ]
    }
  }

  /// For people, with what the program stands on.
  func text(_ node: NodeCheck) -> String {
    TextTable(
      header: ["", ""],
      rows: [
        ["sweep", "\(version), commit \(commit)"], ["SQLite", sqlite],
      ] + defects + [
        ["figures", figures],
        ["instruction set", "\(instructionSet), numeric contract \(numericContract)"],
        ["processor", "\(processor), \(gflopsPeak) GFLOP/s per core at most"],
        ["may use", processors],
        ["system", "\(system), \(node.cLibrary)"], ["Swift runtime", node.swiftRuntime],
      ], fits: [.whole, .wrap]
    ).render(showsHeader: false, width: Console.dataWidth)
  }
}
