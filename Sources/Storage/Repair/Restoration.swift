import Experiments
import GRDB

/// Takes from reports' results what a damaged store has lost.
///
/// A result is taken only whole: all values that its run must have measured up to its end, or up to
/// a checkpoint that is there. It is written as the events that it came from.
struct Restoration {
  private let db: Database
  private let path: String
  private let time: Int
  private let trainers: Trainers
  private let isWhole: (Checkpoint) -> Bool
  /// Ids of the runs that were taken.
  private(set) var restored: [String] = []

  init(
    into db: Database, path: String, at time: Int, _ trainers: Trainers,
    isWhole: @escaping (Checkpoint) -> Bool
  ) {
    self.db = db
    self.path = path
    self.time = time
    self.trainers = trainers
    self.isWhole = isWhole
  }

  /// Takes the runs of a report that the store has none of.
  mutating func take(_ results: SweepResults) throws {
    guard SweepRecord.matches(spec: results.sweep.spec, sha256: results.sweep.specSHA256),
      results.runs.allSatisfy({ $0.run.configuration.id == $0.run.id })
    else { return }
    try takeSweep(results)
    for result in results.runs where try isMissing(result.run.id) {
      try take(result, results.sweep.manifest)
    }
    try takeGroundTruth(results)
  }

  private func takeSweep(_ results: SweepResults) throws {
    let runs = results.runs.map(\.run)
    let numbers = try ResultStore.insert(runs, results.sweep.manifest, db)
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM sweeps WHERE name = ?)",
      arguments: [results.sweep.name])
    if isKnown == true { return }
    let sweep = try ResultStore.upsert(results.sweep, db, time)
    try AnswerRows.insert(results.answers, sweep: sweep, db)
    try ResultStore.list(runs, numbers, sweep: sweep, db)
  }

  private func isMissing(_ run: String) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT attempts FROM runs WHERE id = ?", arguments: [run]) == 0
  }

  private mutating func take(_ result: RunResult, _ manifest: Manifest) throws {
    guard let environment = result.environment, let end = end(of: result, manifest) else { return }
    var writer = EventWriter(db: db, path: path, time: time, trainers: trainers)
    let events: [RunEvent] =
      [.started(epoch: 0, batch: 0, environment: environment)]
      + result.metrics.map { .metrics(epoch: $0.epoch, $0.metrics) }
      + result.reconstructions.map { .reconstruction(epoch: $0.epoch, $0.panels) }
      + result.artifacts.map { .artifact($0) } + result.checkpoints.map { .checkpoint($0) }
      + (result.coreSeconds.map { [.cost(coreSeconds: $0)] } ?? []) + [.ended(end)]
    for event in events { try writer.write(event, of: result.run.id, willRetry: false) }
    try writer.finish()
    try db.execute(
      sql: "UPDATE runs SET attempts = ?, failure = ? WHERE id = ?",
      arguments: [max(1, result.attempts), result.failure, result.run.id])
    restored.append(result.run.id)
  }

  /// How a run ended; `nil` where its result is not whole, so that it must begin again.
  private func end(of result: RunResult, _ manifest: Manifest) -> RunEnd? {
    let (seconds, sequences) = (result.seconds, result.sequences)
    let last = result.metrics.last?.epoch ?? 0
    switch result.state {
    case .finished:
      let budget = manifest.budget(of: result.run.configuration) ?? last
      return result.covers(budget, manifest)
        ? .finished(seconds: seconds, sequences: sequences) : nil
    case .diverged:
      return result.covers(last - 1, manifest)
        ? .diverged(epoch: result.divergedAt ?? last, seconds: seconds, sequences: sequences) : nil
    case .pending, .running, .interrupted, .failed:
      guard let checkpoint = result.checkpoints.last(where: isWhole),
        manifest.hasSchedule, result.covers(checkpoint.epoch, manifest)
      else { return nil }
      return .interrupted(seconds: seconds, sequences: sequences)
    }
  }

  private func takeGroundTruth(_ results: SweepResults) throws {
    guard let panels = results.groundTruth, let run = results.runs.first?.run.id else { return }
    let row = try Int64.fetchOne(db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [run])
    guard let row else { return }
    var writer = EventWriter(db: db, path: path, time: time, trainers: trainers)
    try writer.keepGroundTruth(panels, of: row, id: run)
  }
}

extension RunResult {
  /// Whether it has every value that its run measures up to a state. Where no schedule tells which
  /// those are, it has what it has.
  fileprivate func covers(_ step: Int, _ manifest: Manifest) -> Bool {
    guard manifest.hasSchedule else { return true }
    let configuration = run.configuration
    let kept = manifest.keptStates(of: configuration).filter { $0 <= step }
    let drawn = Set(reconstructions.map(\.epoch))
    return step >= 0 && step <= manifest.budget(of: configuration) ?? step
      && hasEveryValue(upTo: step, manifest) && (drawn.isEmpty || drawn.isSuperset(of: kept))
  }

  private func hasEveryValue(upTo step: Int, _ manifest: Manifest) -> Bool {
    let values = Dictionary(
      metrics.map { ($0.epoch, Set($0.metrics.map(\.name))) }, uniquingKeysWith: { $1 })
    let always = Set(manifest.metrics.filter(\.isOfEveryStep).map(\.name))
    // What a later version measures too, a run of an earlier one never has.
    let columns = manifest.columns.filter { name in
      manifest.metric(name).isMeasured { run.configuration[$0] != nil }
    }
    let measured = values.values.reduce(into: Set(columns)) { $0.formUnion($1) }
    let evaluated = measured.subtracting(always)
    return (0...step).allSatisfy { state in
      var wanted = state > 0 ? always : []
      if manifest.evaluates(state, of: run.configuration) { wanted.formUnion(evaluated) }
      return wanted.isSubset(of: values[state] ?? [])
    }
  }
}
