import Experiments
import Storage

/// What came of taking a source's runs, or would.
package struct MergeOutcome: Encodable {
  /// A run, or a part that is not one run's, and what is wrong.
  struct Left: Encodable {
    let run: String?
    let why: String
  }

  let source: String
  let taken: [String]
  let equal: [String]
  let conflicts: [MergeConflict]
  let damaged: [Left]
  /// Runs taken without a checkpoint.
  var lacking: [Left] = []
  /// How many runs are not at their end there.
  let unfinished: Int
  /// How many checkpoints' files were copied.
  var checkpoints = 0
  let sweeps: [String]
  let otherSpecs: [String]
  private let isReport: Bool
  private let isInUse: Bool

  init(_ plan: MergePlan, of source: MergeSource) {
    self.source = source.name
    taken = plan.taken.map(\.id)
    (equal, conflicts) = (plan.equal, plan.conflicts)
    damaged =
      plan.damaged.map { Left(run: $0.run, why: $0.what) }
      + source.partial.map { Left(run: $0, why: "the report lacks some of its values") }
    unfinished = plan.unfinished - source.partial.count
    (sweeps, otherSpecs) = (plan.sweeps, plan.otherSpecs)
    (isReport, isInUse) = (source.files == nil, source.isInUse)
  }

  private enum CodingKeys: CodingKey {
    case source, taken, equal, conflicts, damaged, lacking, unfinished, checkpoints, sweeps
    case otherSpecs
  }

  /// What was done, for a person; lines.
  ///
  /// - Parameter isDry: Whether nothing was changed.
  package func lines(isDry: Bool) -> [String] {
    let head =
      "\(source): \(isDry ? "would take " : "")\(Self.runs(taken.count))\(isDry ? "" : " taken")"
      + ", \(equal.count) equal already"
      + (conflicts.isEmpty ? "" : ", \(conflicts.count) refused")
      + (damaged.isEmpty ? "" : ", \(damaged.count) damaged and left out")
      + (unfinished == 0 ? "" : ", \(unfinished) not finished there")
    return [head] + notes.map { "  \($0)" }
  }

  private var notes: [String] {
    let reports = isReport && !taken.isEmpty
    return (isInUse ? ["note: a sweep is running there; what has finished by now counts"] : [])
      + sweeps.map { "sweep \($0): its spec and its list of runs" }
      + otherSpecs.map {
        "note: sweep \($0) has another spec here, which stays; the runs are found by sweep run SPEC"
      }
      + lacking.map { "note: run \(Self.short($0.run)): values alone, \($0.why)" }
      + (reports ? ["note: a report has no checkpoints: values alone"] : [])
  }

  /// What was left out and why, a line each.
  fileprivate var faults: [String] {
    conflicts.map(Self.line)
      + damaged.map { ($0.run.map { "run \(Self.short($0)): " } ?? "") + $0.why }
  }

  private static func line(_ conflict: MergeConflict) -> String {
    let place = "run \(short(conflict.run)): \(conflict.what) of step \(conflict.step)"
    guard conflict.here != nil || conflict.there != nil else { return "\(place) is another one" }
    return "\(place) is \(conflict.here ?? "missing") here, \(conflict.there ?? "missing") there"
  }

  private static func short(_ run: String?) -> Substring { (run ?? "").prefix(12) }

  private static func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(count) runs" }
}

extension [MergeOutcome] {
  /// The most that is told at once of what was left out.
  private static var mostTold: Int { 20 }

  /// The end where something was left out; `nil` where all was taken or is equal.
  package func failure(isDry: Bool) -> Failure? {
    let faults = flatMap { outcome in outcome.faults.map { "\(outcome.source): \($0)" } }
    guard !faults.isEmpty else { return nil }
    let more = faults.count - Self.mostTold
    let told = faults.prefix(Self.mostTold) + (more > 0 ? ["and \(more) more (all: --json)"] : [])
    return Failure(
      .runsFailed, (["left out"] + told).joined(separator: "\n"),
      safe: "nothing was changed of these; all else \(isDry ? "would be" : "was") taken",
      next: flatMap(\.conflicts).first.map {
        "sweep verify SWEEP \($0.run.prefix(12)) trains it again, and tells which is right"
      } ?? "sweep doctor SOURCE, which tells what can be saved of it")
  }
}
