import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// A sweep as it was last registered.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func record(of sweep: String) throws(StoreError) -> SweepRecord {
    try reading { db in try sweepRow(sweep, db).record }
  }

  /// Everything a report of a sweep is made from, all from one moment.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func results(sweep name: String) throws(StoreError) -> SweepResults {
    let states = stateReader()
    return try reading { db in
      let (number, record) = try sweepRow(name, db)
      let values = try SweepValues(.sweep(number), record.manifest, db, trainers, path: path)
      let runs = try runs(number, nil, db, values, states)
      let first = try runs.lazy.compactMap { try groundTruth($0.run.configuration, db) }.first
      return SweepResults(
        sweep: record, groundTruth: first, runs: runs,
        wallClock: try WallClock(ofSweep: number, db, states),
        answers: try AnswerRows.read(name, db))
    }
  }

  /// One run of a sweep and the first test batch it saw; `nil` where the sweep has no such run. The
  /// cost does not grow with the sweep.
  ///
  /// - Throws: ``StoreError``: `.unknown` (no such sweep), `.damaged`, `.io`, `.busy`.
  public func result(
    run id: String, sweep name: String
  ) throws(StoreError) -> (run: RunResult, groundTruth: Panels?)? {
    let states = stateReader()
    return try reading { db in
      let (sweep, record) = try sweepRow(name, db)
      let run = try Int64.fetchOne(
        db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [id])
      guard let run else { return nil }
      let values = try SweepValues(.run(run), record.manifest, db, trainers, path: path)
      let found = try runs(sweep, run, db, values, states)
      return try found.first.map { ($0, try groundTruth($0.run.configuration, db)) }
    }
  }

  // MARK: - Parts

  func sweepRow(_ name: String, _ db: Database) throws -> (
    number: Int64, record: SweepRecord
  ) {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT number, spec, spec_sha256, dataset, published FROM sweeps WHERE name = ?",
      arguments: [name])
    guard let row else { throw try unknownSweep(name, db) }
    try SweepName.check(name)
    guard SweepRecord.matches(spec: row[1], sha256: row[2]) else {
      throw StoreError(
        .damaged, path: path, what: "the store is damaged: the specification of sweep \(name)")
    }
    let record = SweepRecord(
      name: name, spec: row[1], specSHA256: row[2],
      source: try Stored.decode(SourceRecord.self, row[3]),
      published: try Stored.decode([String: [MetricName: Double]].self, row[4]),
      manifest: trainers.manifest(ofSpec: row[1]))
    return (row[0], record)
  }

  private func runs(
    _ sweep: Int64, _ only: Int64?, _ db: Database, _ values: SweepValues, _ states: StateReader
  ) throws -> [RunResult] {
    let coreSeconds = try Schema.column("r.core_seconds", since: 2, db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.number, r.id, s.label, r.configuration, s.folder, \(try Schema.uncounted(db)), r.state,
          r.attempts, r.seconds, r.sequences, r.failure, r.environment, \(coreSeconds),
          \(try Schema.column("r.diverged_at", since: 5, db))
        FROM sweep_runs s JOIN runs r ON r.number = s.run
        WHERE \(only == nil ? "" : "s.run = ? AND ")s.sweep = ? ORDER BY s.position
        """, arguments: StatementArguments([only, sweep].compactMap { $0 }))
    var (configurations, uncounted) = (ConfigurationReader(trainers), UncountedReader())
    var found: [RunResult] = []
    while let row = try rows.next() {
      let result = try Self.result(
        row, configurations.read(row[3]), uncounted.read(row[5]), values, states)
      try result.run.check()
      found.append(result)
    }
    return found
  }

  /// A run's result from its row; see the columns of those who ask.
  static func result(
    _ row: Row, label: String? = nil, _ configuration: Experiments.Configuration,
    _ uncounted: ParameterValues, _ values: SweepValues, _ states: StateReader
  ) throws -> RunResult {
    let number: Int64 = row[0]
    let (attempts, seconds, sequences): (Int, Double, Int) = (row[7], row[8], row[9])
    try states.check(isSound: attempts.isCount && seconds.isDuration && sequences.isCount)
    let run = Run(
      id: row[1], label: label ?? row[2], configuration: configuration, folder: row[4],
      uncounted: uncounted)
    return RunResult(
      run: run, state: try states.state(row[6], attempts: attempts), attempts: attempts,
      metrics: values.metrics[number] ?? [], reconstructions: values.panels[number] ?? [],
      artifacts: values.artifacts[number] ?? [],
      checkpoints: values.checkpoints[number] ?? [], seconds: seconds, sequences: sequences,
      failure: row[10], environment: (row[11] as Int64?).flatMap { values.environments[$0] },
      coreSeconds: row[12], attested: values.attested[number], divergedAt: row[13])
  }

  // See `EventWriter.batchOfRun`: none of other trainers.
  private func groundTruth(
    _ configuration: Experiments.Configuration, _ db: Database
  ) throws -> Panels? {
    guard let fingerprint = configuration["dataset.fingerprint"]?.string,
      let split = configuration["dataset.split_seed"]?.integer,
      let batch = configuration["train.batch_size"]?.integer
    else { return nil }
    let statement = try db.cachedStatement(
      sql: """
        SELECT panels, digest FROM ground_truths
        WHERE fingerprint = ? AND split_seed = ? AND batch_size = ?
        """)
    let row = try Row.fetchOne(statement, arguments: [fingerprint, split, batch])
    return try row.map { row in
      guard PanelsBlob.hasDigest(row[0], row[1]), let panels = PanelsBlob.decode(row[0]) else {
        throw StoreError(.damaged, path: path, what: "the first test batch is not what was written")
      }
      return panels
    }
  }
}
