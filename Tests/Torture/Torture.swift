import ArgumentParser
import FaultHarness
import Foundation

/// The whole matrix of faults, as long as it takes.
@main
struct Torture: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Injects faults into sweeps and checks that nothing comes of them.",
    discussion: """
      Stopped, it goes on where it was; several may be on at a time, each with other rows.

      EXAMPLES
        torture
        torture --row 1 --row 2 --minutes 10
        torture --fault parent-call --seed 1 --only 123
        torture --mutations
      """)

  @Option(help: "Only the faults of this row; may be given more than once.")
  var row: [Int] = []

  @Option(help: "Only the fault of this name; may be given more than once.")
  var fault: [String] = []

  @Option(help: "The seed of all random choices.")
  var seed: UInt64 = 1

  @Option(help: "Only this shot, again; not noted in the journal.")
  var only: Int?

  @Option(help: "Minutes for each fault.")
  var minutes: Double?

  @Option(help: "The program under test (default: the one beside this one).")
  var program: String?

  @Option(help: "The working folder; holds the journal.")
  var work = ".build/torture"

  @Option(help: "Where the table goes.")
  var report = "reports/reliability.md"

  @Flag(help: "List the faults.")
  var list = false

  @Flag(help: "Take one protection away at a time and see which fault tells.")
  var mutations = false

  func run() throws {
    let faults = Catalogue.all.filter(isMeant)
    if faults.isEmpty { throw ValidationError("there is no such fault; --list lists them") }
    if list { return show(faults) }
    let journal = try Journal("\(work)/journal")
    if mutations { return try Mutants(folder: "\(work)/mutants").run { Self.say($0) } }
    let bench = try Bench(program: program ?? Self.neighbour, folder: work)
    let isWell = try torture(faults, bench, journal)
    if only == nil { try write(ReportTable(journal, bench.machine, seed: seed)) }
    if !isWell { throw ExitCode(1) }
  }

  private func show(_ faults: [any Fault]) {
    for fault in faults { Self.say("\(fault.number)  \(fault.name): \(fault.title)") }
  }

  private func isMeant(_ fault: any Fault) -> Bool {
    (row.isEmpty && self.fault.isEmpty) || row.contains(fault.number)
      || self.fault.contains(fault.name)
  }

  private func torture(_ faults: [any Fault], _ bench: Bench, _ journal: Journal) throws -> Bool {
    let torturer = Torturer(bench, journal, seed: seed) { Self.say($0) }
    var isWell = true
    for fault in faults {
      if let only {
        isWell = try torturer.replay(fault, shot: only) && isWell
      } else {
        isWell = torturer.torture(fault, within: (minutes ?? .infinity) * 60) && isWell
      }
    }
    return isWell
  }

  private func write(_ table: ReportTable) throws {
    let more = Mutants(folder: "\(work)/mutants").lines + FuzzLogs(folder: "\(work)/fuzz").lines
    try Data(table.page(and: more).utf8).write(to: URL(filePath: report))
    Self.say("report: \(report)")
  }

  /// Says a line at once, into a file too.
  private static func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  /// The program that was built together with this one.
  private static var neighbour: String {
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(filePath: own).deletingLastPathComponent().appending(path: "sweep").path
  }
}
