import Experiments
import GRDB

/// Names and paths as a store has them: no others than a spec could have given, since folders and
/// files follow from them.
enum StoredNames {
  /// Checkpoints that name no file outside the folder of the runs' files.
  ///
  /// - Throws: `RuleBroken`.
  static func checked(_ checkpoints: [Int64: [Checkpoint]]) throws -> [Int64: [Checkpoint]] {
    for checkpoint in checkpoints.values.joined() { try checkpoint.check() }
    return checkpoints
  }

  /// What is wrong with names and paths.
  static func faults(_ db: Database) throws -> [DigestMismatch] {
    try (wrongSweeps(db).map(\.what) + wrongRuns(db).map(\.what)).map {
      DigestMismatch(run: nil, what: $0)
    }
  }

  /// Takes what has a wrong name off the lists: they are made again from the specs.
  static func removeWrong(_ db: Database) throws {
    for run in try wrongRuns(db) {
      try db.execute(
        sql: "DELETE FROM sweep_runs WHERE sweep = ? AND position = ?",
        arguments: [run.sweep, run.position])
    }
    for sweep in try wrongSweeps(db) {
      for table in ["sweep_runs", "declared_metrics"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE sweep = ?", arguments: [sweep.number])
      }
      try db.execute(sql: "DELETE FROM sweeps WHERE number = ?", arguments: [sweep.number])
    }
  }

  private static func wrongSweeps(_ db: Database) throws -> [(what: String, number: Int)] {
    let rows = try Row.fetchAll(db, sql: "SELECT number, name FROM sweeps ORDER BY number")
    return rows.compactMap { row in
      fault { () throws(RuleBroken) in try SweepName.check(row[1]) }.map { ($0, row[0]) }
    }
  }

  private static func wrongRuns(
    _ db: Database
  ) throws -> [(what: String, sweep: Int, position: Int)] {
    var found: [(what: String, sweep: Int, position: Int)] = []
    var uncounted = UncountedReader()
    try StoredRow.each(
      db,
      sql: """
        SELECT s.sweep, s.position, r.id, s.label, s.folder, \(try Schema.uncounted(db))
        FROM sweep_runs s JOIN runs r ON r.number = s.run ORDER BY s.sweep, s.position
        """
    ) { row in
      let what = fault { () throws(RuleBroken) in
        try Run.check(id: row.string(2), label: row.string(3), folder: row.string(4))
        _ = try uncounted.read(row.string(5))
      }
      if let what { found.append((what, row.integer(0), row.integer(1))) }
    }
    return found
  }

  private static func fault(_ check: () throws(RuleBroken) -> Void) -> String? {
    do throws(RuleBroken) {
      try check()
      return nil
    } catch {
      return error.description
    }
  }
}
