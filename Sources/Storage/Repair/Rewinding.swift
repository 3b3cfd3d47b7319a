import Experiments
import GRDB

/// Sends runs back to before the first of their files that is not what was recorded.
///
/// Nothing else is needed to make the file again: a run gives the same bits from any checkpoint.
struct Rewinding {
  private let db: Database
  private let isWhole: (Checkpoint) -> Bool
  private(set) var lost: [RepairOutcome.Lost] = []

  init(_ db: Database, isWhole: @escaping (Checkpoint) -> Bool) {
    self.db = db
    self.isWhole = isWhole
  }

  /// Looks at every checkpoint of every run.
  mutating func carryOut() throws {
    let checkpoints = try CheckpointRows.all(db)
    for (run, all) in checkpoints.sorted(by: { $0.key < $1.key }) {
      guard let first = all.first(where: { !isWhole($0) }) else { continue }
      try rewind(run, before: first)
    }
    try rewindForGroundTruths()
  }

  private mutating func rewind(_ run: Int64, before checkpoint: Checkpoint) throws {
    try db.execute(
      sql: "DELETE FROM checkpoints WHERE run = ? AND (epoch, batch) >= (?, ?)",
      arguments: [run, checkpoint.epoch, checkpoint.batch])
    try interrupt(run, because: "\(checkpoint.file) is missing or not what was recorded")
  }

  private mutating func interrupt(_ run: Int64, because why: String) throws {
    try db.execute(
      sql: "UPDATE runs SET state = 'interrupted', failure = NULL WHERE number = ?",
      arguments: [run])
    let id = try String.fetchOne(db, sql: "SELECT id FROM runs WHERE number = ?", arguments: [run])
    lost.append(.init(run: id ?? "number \(run)", why: why))
  }

  // The first test batch is said by every run that begins; where all are done, one has to again.
  private mutating func rewindForGroundTruths() throws {
    let runs = try Int64.fetchAll(
      db,
      sql: """
        SELECT number, min(seconds) FROM runs
        WHERE EXISTS (SELECT 1 FROM reconstructions WHERE run = runs.number)
          AND (\(EventWriter.batchOfRun)) NOT IN
            (SELECT fingerprint, split_seed, batch_size FROM ground_truths)
        GROUP BY \(EventWriter.batchOfRun)
        """)
    for run in runs {
      try db.execute(sql: "DELETE FROM checkpoints WHERE run = ?", arguments: [run])
      try interrupt(run, because: "the first test batch is lost, and it tells it again")
    }
  }
}
