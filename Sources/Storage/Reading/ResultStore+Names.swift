import GRDB

extension ResultStore {
  /// What people call runs: a label and its sweep's name, in the order of sweeps and plans. Nothing
  /// else is read, since a shell asks while somebody types.
  ///
  /// - Parameters:
  ///   - sweep: Only runs of this sweep; `nil` for all.
  ///   - most: No more than so many.
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func runNames(
    sweep: String? = nil, most: Int
  ) throws(StoreError) -> [(sweep: String, label: String)] {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT s.name, r.label FROM sweep_runs r JOIN sweeps s ON s.number = r.sweep
          WHERE ? IS NULL OR s.name = ? ORDER BY s.number, r.position LIMIT ?
          """, arguments: [sweep, sweep, most])
      return rows.map { ($0[0], $0[1]) }
    }
  }
}
