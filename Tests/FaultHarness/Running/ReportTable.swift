import Foundation

/// The journal as a page.
public struct ReportTable {
  private let journal: Journal
  private let machine: Machine
  private let seed: UInt64

  /// - Parameters:
  ///   - journal: What was injected.
  ///   - machine: What could be.
  ///   - seed: Whose shots are shown.
  public init(_ journal: Journal, _ machine: Machine, seed: UInt64) {
    self.journal = journal
    self.machine = machine
    self.seed = seed
  }

  /// Markdown: a row for each fault of the catalogue, in order.
  ///
  /// - Parameter more: Lines about what else was tried.
  public func page(and more: [String] = []) -> String {
    ([Self.head] + Catalogue.all.map(row) + elsewhere + [bound] + violations + [replay] + more)
      .joined(separator: "\n") + "\n"
  }

  private static let head = """
    # What was done to it

    Made by `make torture` from its journal. A shot sets up a sweep of small runs, injects faults,
    goes on with the sweep, and checks that store, files and report equal those of a sweep that was
    never disturbed, bit for bit (I1); that nothing finished is lost (I2) or computed again (I3); that
    no process is left (I4), the store is sound (I5), files are what the store says (I6), words and
    exit codes are true (I7), what refuses changes nothing (I8), and no run takes a file of another
    away (I9). *Injected* is how often of how often asked for; where each point is hit in turn, all
    there are. *Violations* are shots after which something did not hold.

    | Row | Fault | Injected | Violations | Name |
    |---:|---|---:|---:|---|
    """

  private func row(_ fault: any Fault) -> String {
    let title = fault.title.replacing("|", with: "\\|")
    if case .impossible(let reason) = fault.isPossible(here: machine) {
      return
        "| \(fault.number) | \(title) | not possible here: \(reason) | | `\(fault.name)` |"
    }
    let tally = Tally(fault.goal, entries(fault))
    let isNone = tally.shots == 0
    return "| \(fault.number) | \(title) | \(isNone ? "not yet run" : tally.share) "
      + "| \(isNone ? "" : "\(tally.violations)") | `\(fault.name)` |"
  }

  private var elsewhere: [String] {
    Catalogue.elsewhere.sorted { $0.key < $1.key }.map { "| \($0) | \($1) | not injected | | |" }
  }

  private var bound: String {
    let all = Catalogue.all.flatMap(entries)
    let injections = all.reduce(0) { $0 + $1.injections }
    let builds = Set(all.map(\.build)).count
    let bad = all.filter { !$0.violations.isEmpty }.count
    let hours = String(format: "%.1f", all.reduce(0) { $0 + $1.seconds } / 3600)
    return "\n\(injections) faults injected in \(all.count) shots over \(hours) hours, on "
      + "\(builds) build\(builds == 1 ? "" : "s") of the program; \(bad) shots with violations. "
      + "Where none of n showed any, fewer than 3/n of all would, at 95 %."
  }

  private var violations: [String] {
    let lines = Catalogue.all.flatMap { fault in
      entries(fault).flatMap { entry in
        entry.violations.prefix(3).map {
          "- row \(entry.row), `\(entry.fault)`, shot \(entry.shot): \(Self.plain($0.description))"
        }
      }
    }
    return lines.isEmpty ? [] : ["\n## Violations\n"] + lines
  }

  private var replay: String {
    """

    ## To see one again

    `make torture ARGS='--fault NAME --seed \(seed) --only SHOT'`: the same point, or the same random
    choices; moments of a clock are only as exact as the machine.
    """
  }

  private func entries(_ fault: any Fault) -> [Journal.Entry] {
    journal.entries(of: fault.name).filter { $0.seed == seed }
  }

  private static func plain(_ text: String) -> String {
    String(text.prefix(300)).replacing("\n", with: " ").replacing("|", with: "/")
  }
}
