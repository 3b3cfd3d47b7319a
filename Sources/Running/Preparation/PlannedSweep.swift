import Experiments
import Files
import Scheduling

/// A sweep held against what a store has: what is to be done, why, and for how long.
package struct PlannedSweep {
  /// The runs, in the plan's order.
  let runs: [PlannedRun]
  /// Expected seconds of each.
  let seconds: [Double]
  /// What runs cost.
  let costs: CostModel
  private let manifest: Manifest
  private let attempts: [String: Int]
  private let duplicates: Int

  /// - Parameter slots: Runs at a time, which share the machine's speed.
  /// - Throws: `SpecError` where `rerun` names no run of the plan.
  package init(
    _ sweep: PreparedSweep, _ progress: StoredProgress, rerun: [String], slots: Int
  ) throws {
    _ = try sweep.plan.runs(matching: rerun)
    let runs = sweep.plan.decisions(after: progress, rerun: rerun)
    let costs = CostModel(sweep, progress, slots: slots)
    self.runs = runs
    self.costs = costs
    manifest = sweep.spec.manifest
    let manifest = manifest
    var kinds = RunKinds(manifest)
    seconds = runs.map { planned in
      let kind = kinds.kind(of: planned.run.configuration)
      return costs.seconds(kind, epochs: planned.epochsLeft(kind, manifest))
    }
    attempts = progress.runs.mapValues(\.attempts)
    duplicates = sweep.plan.duplicates
  }

  /// What running replaces, a line each; what is replaced is said to everybody.
  var losses: [String] {
    let replaced = runs.filter { $0.decision == .rerun && attempts[$0.run.id] != nil }
    return replaced.map { planned in
      "\(planned.run.label) runs again from the beginning: its stored values and its files "
        + "are replaced"
    }
  }

  /// Which runs go on from another one.
  var continuing: [String: String] {
    let pairs = runs.compactMap { run in run.continues.map { (run.run.id, $0) } }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// What is to be run.
  func jobs(source: TrainingSource, _ place: SavePlace, valuesOnly: Bool) -> [Job] {
    zip(runs, seconds).filter { $0.0.decision.runs }.map { planned, seconds in
      let assignment = Assignment(
        run: planned.run, attempt: (attempts[planned.run.id] ?? 0) + 1, source: source,
        saveFolder: place.files.path, home: place.home(planned.run.id).path,
        checkpoints: planned.checkpoints, valuesOnly: valuesOnly)
      return Job(assignment, expectedSeconds: seconds)
    }
  }

  /// The same, where runs that extend others have taken over what they need of them.
  ///
  /// - Throws: `FileError`.
  func adopting(in place: SavePlace) throws(FileError) -> PlannedSweep {
    var runs = runs
    let adoption = Adoption(place: place, manifest: manifest)
    for (index, planned) in runs.enumerated() where planned.continues != nil {
      runs[index] = PlannedRun(
        run: planned.run, decision: planned.decision,
        checkpoints: try adoption.checkpoints(for: planned), continues: planned.continues)
    }
    return PlannedSweep(runs, self)
  }

  private init(_ runs: [PlannedRun], _ other: PlannedSweep) {
    self.runs = runs
    (seconds, costs) = (other.seconds, other.costs)
    (attempts, duplicates, manifest) = (other.attempts, other.duplicates, other.manifest)
  }

  /// Seconds until all is done with so many runs at a time.
  func expectedSeconds(slots: Int) -> Double { forecast(slots: slots).seconds }

  private func forecast(slots: Int) -> Forecast {
    var kinds = RunKinds(manifest)
    let waiting = runs.filter(\.decision.runs).map { planned in
      let kind = kinds.kind(of: planned.run.configuration)
      return (kind, planned.epochsLeft(kind, manifest))
    }
    return Forecast(
      costs: costs, waiting: Dictionary(waiting, uniquingKeysWith: +), slots: slots)
  }

  /// Whether it is known how long each run that is to be run takes.
  var isTimeKnown: Bool {
    !runs.contains { $0.decision.runs && !costs.knows($0.kind(manifest)) }
  }

  /// One line: how many run, how many do not, for how long.
  func summary(_ slots: Slots) -> String {
    let count = runs.count { $0.decision.runs }
    let done = runs.count - count
    var parts = ["\(count) of \(runs.count) runs to run"]
    if done > 0 { parts.append("\(done) done already") }
    if duplicates > 0 { parts.append("\(duplicates) duplicates left out") }
    if count > 0, !isTimeKnown {
      parts.append("with \(slots.words), time unknown until a run was measured")
    } else if count > 0 {
      let time = DurationText.about(forecast(slots: slots.count).range)
      parts.append("\(time) with \(slots.words)")
    }
    return parts.joined(separator: ", ")
  }
}

extension PlannedRun {
  /// What tells how long it takes.
  fileprivate func kind(_ manifest: Manifest) -> RunKind { RunKind(run.configuration, manifest) }

  /// Epochs that are to be trained.
  fileprivate func epochsLeft(_ kind: RunKind, _ manifest: Manifest) -> Double {
    let done = manifest.parameter(.budget) == nil ? 0 : checkpoints.first?.epoch ?? 0
    return decision.runs ? Double(max(0, kind.epochs - done)) : 0
  }
}

extension CostModel {
  /// What a sweep's runs cost, by all that a store holds.
  fileprivate init(_ sweep: PreparedSweep, _ progress: StoredProgress, slots: Int) {
    var kinds = RunKinds(sweep.spec.manifest)
    let stored = progress.runs.values.map { run in
      KindCost(
        kind: kinds.kind(of: run.configuration), seconds: run.seconds, sequences: run.sequences)
    }
    let lengths = sweep.data?.set.trajectories.map(\.length) ?? []
    let first = sweep.data == nil ? nil : sweep.plan.runs.first?.configuration
    self.init(
      stored, dataset: sweep.record.dataset,
      steps: Double(lengths.reduce(0, +)) / Double(max(1, lengths.count)),
      evaluationsPerEpoch: first.flatMap(sweep.spec.manifest.evaluationsPerStep)
    ) { Engine.speed(threads: min(slots, max(1, sweep.plan.runs.count))) }
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
    case .leftFailed: "failed"
    }
  }

  /// Why.
  ///
  /// - Parameter step: What states are counted in: `epoch`.
  func reason(_ step: String) -> String {
    switch self {
    case .new: "never started"
    case .resume(let epoch, 0): "stopped at \(step) \(epoch)"
    case .resume(let epoch, let batch): "stopped at \(step) \(epoch), batch \(batch)"
    case .extend(let run, let epoch): "continues run \(run.prefix(12)) from \(step) \(epoch)"
    case .retry(let failure): "failed: \(failure)"
    case .rerun: "requested by --rerun"
    case .finished: "already done"
    case .diverged: "diverged, which is a result (--rerun to force)"
    case .leftFailed(let failure):
      "failed, and the search went on without it (--rerun to force): \(failure)"
    }
  }
}
