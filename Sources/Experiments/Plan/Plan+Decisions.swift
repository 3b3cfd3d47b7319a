extension Plan {
  /// What is to be done about each run, and why; in the plan's order.
  ///
  /// Finished and diverged runs do not run, nor failed ones from which the search went on without
  /// them: what followed would change. Others go on from their own checkpoints; where they
  /// have none, from the furthest checkpoint of a stored run that they extend. A run that is asked
  /// for again begins from nothing.
  ///
  /// - Parameters:
  ///   - progress: What the store holds.
  ///   - rerun: Labels or beginnings of ids of runs to run again, whatever they are; those that
  ///     name no run are passed over (``runs(matching:)`` tells them).
  /// - Complexity: Linear in the runs of plan and store.
  public func decisions(after progress: StoredProgress, rerun: [String] = []) -> [PlannedRun] {
    let forced = Set(known(rerun).map(\.id))
    let predecessors = Predecessors(progress, needed: runs, manifest)
    let decided = search?.decidedRuns ?? []
    return runs.map { run in
      if forced.contains(run.id) {
        return PlannedRun(run: run, decision: .rerun, checkpoints: [], continues: nil)
      }
      if decided.contains(run.id), let stored = progress.runs[run.id], stored.state == .failed {
        let decision = PlannedRun.Decision.leftFailed(failure: stored.failure ?? "unknown")
        return PlannedRun(run: run, decision: decision, checkpoints: [], continues: nil)
      }
      return decision(about: run, progress.runs[run.id], predecessors)
    }
  }

  /// The runs that are to be run, in the plan's order; see ``decisions(after:rerun:)``.
  public func remaining(after progress: StoredProgress, rerun: [String] = []) -> [PlannedRun] {
    decisions(after: progress, rerun: rerun).filter(\.decision.runs)
  }

  private func decision(
    about run: Run, _ stored: StoredRun?, _ predecessors: Predecessors
  ) -> PlannedRun {
    if let stored, let settled = stored.state.settled {
      return PlannedRun(run: run, decision: settled, checkpoints: [], continues: nil)
    }
    if let stored, let newest = stored.checkpoints.first {
      return PlannedRun(
        run: run, decision: stored.unfinished(at: newest), checkpoints: stored.checkpoints,
        continues: nil)
    }
    guard let source = predecessors.best(for: run), let newest = source.checkpoints.first else {
      let decision = stored?.unfinished(at: nil) ?? .new
      return PlannedRun(run: run, decision: decision, checkpoints: [], continues: nil)
    }
    let extends = PlannedRun.Decision.extend(from: source.id, epoch: newest.epoch)
    return PlannedRun(
      run: run, decision: stored?.failureDecision ?? extends, checkpoints: source.checkpoints,
      continues: source.id)
  }
}

extension RunState {
  /// The decision about a run that came to its end; `nil` where it did not.
  fileprivate var settled: PlannedRun.Decision? {
    switch self {
    case .finished: .finished
    case .diverged: .diverged
    case .pending, .running, .interrupted, .failed: nil
    }
  }
}

extension StoredRun {
  /// The decision about a run that did not come to its end.
  fileprivate func unfinished(at checkpoint: Checkpoint?) -> PlannedRun.Decision {
    if let failureDecision { return failureDecision }
    if let checkpoint { return .resume(epoch: checkpoint.epoch, batch: checkpoint.batch) }
    return attempts == 0 ? .new : .resume(epoch: 0, batch: 0)
  }

  fileprivate var failureDecision: PlannedRun.Decision? {
    state == .failed ? .retry(failure: failure ?? "unknown") : nil
  }
}

/// Stored runs that others may go on from, by lineage.
private struct Predecessors {
  private let byLineage: [String: [StoredRun]]
  private let manifest: Manifest

  /// Lineages cost a digest each, so they are made only where some run has no checkpoint.
  init(_ progress: StoredProgress, needed runs: [Run], _ manifest: Manifest) {
    self.manifest = manifest
    let isNeeded =
      manifest.parameter(.budget) != nil
      && runs.contains { progress.runs[$0.id]?.checkpoints.isEmpty ?? true }
    let useful = isNeeded ? progress.runs.values.filter { !$0.checkpoints.isEmpty } : []
    byLineage = Dictionary(grouping: useful) { manifest.lineage(of: $0.configuration) }
  }

  /// The one that has come furthest; of equals the longer, then the one of the smaller id.
  func best(for run: Run) -> StoredRun? {
    if byLineage.isEmpty { return nil }
    let candidates = byLineage[manifest.lineage(of: run.configuration)] ?? []
    return candidates.filter { manifest.canExtend(run.configuration, $0.configuration) }
      .max { rank($0) < rank($1) || rank($0) == rank($1) && $0.id > $1.id }
  }

  private func rank(_ run: StoredRun) -> (Int, Int, Int) {
    let newest = run.checkpoints.first
    return (newest?.epoch ?? 0, newest?.batch ?? 0, manifest.budget(of: run.configuration) ?? 0)
  }
}
