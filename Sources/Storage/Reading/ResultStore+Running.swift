import Experiments
import GRDB

extension ResultStore {
  /// A run's state; `nil` where the store has no such run.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func state(ofRun id: String) throws(StoreError) -> RunState? {
    let states = stateReader()
    return try reading { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT state, attempts FROM runs WHERE id = ?", arguments: [id])
      return try row.map { try states.state($0[0] as String, attempts: $0[1]) }
    }
  }

  /// How far runs that are on have come, by id.
  static func progress(
    of runs: [RunListing], _ manifests: [String: Manifest], _ db: Database
  ) throws -> [String: RunningProgress] {
    var found: [String: RunningProgress] = [:]
    for run in runs where found[run.id] == nil {
      guard let manifest = manifests[run.sweep] else { continue }
      found[run.id] = try progress(of: run.id, manifest, db)
    }
    return found
  }

  private static func progress(
    of id: String, _ manifest: Manifest, _ db: Database
  ) throws -> RunningProgress? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT r.number, a.started_at, a.epoch
        FROM runs r JOIN attempts a ON a.run = r.number AND a.attempt = r.attempts WHERE r.id = ?
        """, arguments: [id])
    return try row.map { row in
      RunningProgress(
        started: row[1], firstEpoch: row[2],
        first: try last(manifest.metrics.first?.name, of: row[0], most: 1, db).last,
        headlines: try last(manifest.headline, of: row[0], most: mostHeadlines, db))
    }
  }

  // As many as a small curve shows.
  private static let mostHeadlines = 16

  /// A metric's last values, the oldest first.
  private static func last(
    _ name: MetricName?, of run: Int64, most: Int, _ db: Database
  ) throws -> [EpochValue] {
    guard let name else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT epoch, bits FROM metrics WHERE run = ? AND name = ? ORDER BY epoch DESC LIMIT ?
        """, arguments: [run, name.rawValue, most])
    return rows.reversed().map { row in
      EpochValue(
        epoch: row[0], value: Double(bitPattern: UInt64(bitPattern: row[1] as Int64)))
    }
  }
}
