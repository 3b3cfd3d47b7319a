import Experiments
import GRDB

/// Forgets checkpoints whose files are not what was recorded.
///
/// A run that is not at its end goes on from an earlier one, to the same bits. One that is at its end
/// keeps all its values: they have their digest, and no file is needed to prove them.
struct Rewinding {
  private let db: Database
  private let isWhole: (Checkpoint) -> Bool
  private(set) var lost: [RepairOutcome.Lost] = []
  private(set) var incomplete: [RepairOutcome.Lost] = []

  init(_ db: Database, isWhole: @escaping (Checkpoint) -> Bool) {
    self.db = db
    self.isWhole = isWhole
  }

  /// Looks at every checkpoint of every run.
  mutating func carryOut() throws {
    let checkpoints = try CheckpointRows.all(db)
    for (run, all) in checkpoints.sorted(by: { $0.key < $1.key }) {
      let wrong = all.filter { !isWhole($0) }
      if let last = wrong.last { try forget(wrong, of: run, showing: last) }
    }
    try rewindForGroundTruths()
  }

  private mutating func forget(
    _ wrong: [Checkpoint], of run: Int64, showing last: Checkpoint
  ) throws {
    for checkpoint in wrong {
      try db.execute(sql: "DELETE FROM checkpoints WHERE file = ?", arguments: [checkpoint.file])
    }
    let why = "\(last.file) is missing or not what was recorded"
    let isEnded = try Bool.fetchOne(
      db, sql: "SELECT state IN ('finished', 'diverged') FROM runs WHERE number = ?",
      arguments: [run])
    if isEnded == true {
      incomplete.append(.init(run: try id(of: run), why: why))
    } else {
      try interrupt(run, because: why)
    }
  }

  private func id(of run: Int64) throws -> String {
    try String.fetchOne(db, sql: "SELECT id FROM runs WHERE number = ?", arguments: [run])
      ?? "number \(run)"
  }

  private mutating func interrupt(_ run: Int64, because why: String) throws {
    try db.execute(
      sql: "UPDATE runs SET state = 'interrupted', failure = NULL WHERE number = ?",
      arguments: [run])
    lost.append(.init(run: try id(of: run), why: why))
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
      try interrupt(run, because: "the first test batch is lost, and the run reports it again")
    }
  }
}
