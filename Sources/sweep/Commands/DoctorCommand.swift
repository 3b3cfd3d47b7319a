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
        sweep doctor --store save/results.sqlite --json
      """)

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
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

/// What is wrong with a store and the files it names.
private struct StoreHealth: Encodable {
  let path: String
  let runs: Int
  let checkpoints: Int
  let damage: [String]
  let wrongFiles: [String]

  /// `nil` where there is no store.
  init?(_ places: StoreOptions) throws {
    guard FileManager.default.fileExists(atPath: places.storePath) else { return nil }
    let store = try places.openForReading()
    defer { try? store.close() }
    let damage = try store.integrityProblems()
    let digests = damage.isEmpty ? try store.verifyDigests() : []
    let stored = try store.progress().runs.values.sorted { $0.id < $1.id }
    path = store.path
    runs = stored.count
    checkpoints = stored.map(\.checkpoints.count).reduce(0, +)
    self.damage =
      damage + digests.map { "\($0.run.map { "run \($0): " } ?? "")\($0.what)" }
    wrongFiles = stored.flatMap(\.checkpoints).compactMap { checkpoint in
      Self.fault(of: checkpoint, in: places.saveFolder)
    }
  }

  private static func fault(of checkpoint: Checkpoint, in folder: String) -> String? {
    let url = URL(fileURLWithPath: folder).appending(path: checkpoint.file)
    guard let data = try? Data(contentsOf: url) else {
      return "\(checkpoint.file): missing, or cannot be read"
    }
    return checkpoint.matches([UInt8](data)) ? nil : "\(checkpoint.file): its SHA-256 differs"
  }

  var text: String {
    let problems = damage + wrongFiles
    let head = "store: \(path), \(runs) runs, \(checkpoints) checkpoints"
    guard !problems.isEmpty else { return "\(head): sound\n" }
    return "\(head)\n" + problems.map { "  \($0)\n" }.joined()
  }

  var failure: Failure? {
    if !damage.isEmpty {
      return Failure(
        .storeDamaged, "\(path) is damaged: \(damage[0])",
        safe: "nothing was changed; reports and checkpoints are files of their own",
        next: "copy the store away, then: sweep run SPEC --store NEW.sqlite")
    }
    guard let first = wrongFiles.first else { return nil }
    return Failure(
      .runsFailed, "\(wrongFiles.count) checkpoint files are not what was recorded: \(first)",
      safe: "the results in the store do not depend on them",
      next: "sweep run SPEC goes on from the checkpoint before; finished runs need none")
  }
}
