import Experiments
import Scheduling

/// A sweep held against what a store has: what is to be done, why, and for how long.
struct PlannedSweep {
  /// The runs, in the plan's order.
  let runs: [PlannedRun]
  /// Expected seconds of each.
  let seconds: [Double]
  /// Folders of other stored runs that would be taken over, in words.
  let takeovers: [String]
  private let attempts: [String: Int]
  private let duplicates: Int

  /// - Throws: `SpecError` where `rerun` names no run of the plan.
  init(_ sweep: PreparedSweep, _ progress: StoredProgress, rerun: [String]) throws {
    _ = try sweep.plan.runs(matching: rerun)
    let runs = sweep.plan.decisions(after: progress, rerun: rerun)
    let costs = CostModel(progress, sequences: sweep.record.dataset.train)
    self.runs = runs
    seconds = runs.map(costs.seconds)
    attempts = progress.runs.mapValues(\.attempts)
    takeovers = Takeovers(progress).words(for: runs)
    duplicates = sweep.plan.duplicates
  }

  /// Which runs go on from another one.
  var continuing: [String: String] {
    let pairs = runs.compactMap { run in run.continues.map { (run.run.id, $0) } }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// What is to be run.
  func jobs(source: DataSource, save: String, valuesOnly: Bool) -> [Job] {
    zip(runs, seconds).filter { $0.0.decision.runs }.map { planned, seconds in
      let assignment = Assignment(
        run: planned.run, attempt: (attempts[planned.run.id] ?? 0) + 1, source: source,
        saveFolder: save, checkpoints: planned.checkpoints, valuesOnly: valuesOnly)
      return Job(assignment, expectedSeconds: seconds)
    }
  }

  /// Seconds until all is done with so many runs at a time.
  func expectedSeconds(slots: Int) -> Double {
    max(seconds.max() ?? 0, seconds.reduce(0, +) / Double(slots))
  }

  /// One line: how many run, how many do not, for how long.
  func summary(slots: Int) -> String {
    let count = runs.count { $0.decision.runs }
    let done = runs.count - count
    var parts = ["\(count) of \(runs.count) runs to run"]
    if done > 0 { parts.append("\(done) done already") }
    if duplicates > 0 { parts.append("\(duplicates) equal ones left out") }
    if count > 0 {
      let time = DurationText.words(expectedSeconds(slots: slots))
      parts.append("about \(time) with \(slots) at a time")
    }
    return parts.joined(separator: ", ")
  }
}

/// Which stored run's files lie in which folder.
private struct Takeovers {
  private let owners: [String: String]
  private static let most = 10

  init(_ progress: StoredProgress) {
    var owners: [String: String] = [:]
    let owning = progress.runs.values.filter { !$0.checkpoints.isEmpty }
    for run in owning.sorted(by: { $0.id < $1.id }) {
      for checkpoint in run.checkpoints {
        if let folder = checkpoint.file.range(of: "/checkpoints/") {
          owners[String(checkpoint.file[..<folder.lowerBound])] = run.id
        }
      }
    }
    self.owners = owners
  }

  func words(for runs: [PlannedRun]) -> [String] {
    let all = runs.compactMap { planned -> String? in
      guard planned.decision.runs, let owner = owners[planned.run.folder], owner != planned.run.id
      else { return nil }
      let end = planned.continues == owner ? ", which it extends" : ", whose checkpoints go"
      return "\(planned.run.label) takes over the folder \(planned.run.folder) of run "
        + owner.prefix(12) + end
    }
    let rest = all.count - Self.most
    return all.prefix(Self.most) + (rest > 0 ? ["\(rest) more take over folders"] : [])
  }
}

extension PlannedRun.Decision {
  /// The decision in a word.
  var name: String {
    switch self {
    case .new: "new"
    case .resume: "resume"
    case .extend: "extend"
    case .retry: "retry"
    case .rerun: "rerun"
    case .finished: "finished"
    case .diverged: "diverged"
    }
  }

  /// Why.
  var reason: String {
    switch self {
    case .new: "never begun"
    case .resume(let epoch, 0): "stopped at epoch \(epoch)"
    case .resume(let epoch, let batch): "stopped at epoch \(epoch), batch \(batch)"
    case .extend(let run, let epoch): "goes on from run \(run.prefix(12)) at epoch \(epoch)"
    case .retry(let failure): "failed: \(failure)"
    case .rerun: "asked for by --rerun"
    case .finished: "already done"
    case .diverged: "diverged, which is a result (--rerun to force)"
    }
  }
}
