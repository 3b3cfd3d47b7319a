import Experiments
import GRDB

extension ResultStore {
  /// What a search knows: how every run of the store came out, of whatever sweep, and what its program
  /// answered.
  ///
  /// - Parameters:
  ///   - sweep: The sweep's name; it need not be stored.
  ///   - key: That of the answers, see ``SearchAnswer``.
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func knowledge(sweep: String, key: String) throws(StoreError) -> SearchKnowledge {
    let states = stateReader()
    return try reading { db in
      var outcomes: [String: SearchOutcome] = [:]
      let values = try LastBits(db)
      try StoredRow.each(db, sql: "SELECT number, id, state, attempts FROM runs") { row in
        let state = try states.state(row.text(2), attempts: row.integer(3))
        outcomes[row.string(1)] = SearchOutcome(state, values.byRun[row.integer(0)] ?? [:])
      }
      return SearchKnowledge(
        outcomes: outcomes, answers: try AnswerRows.read(sweep, db).filter { $0.key == key })
    }
  }
}

/// The exact last value of each metric, by the run's number.
private struct LastBits {
  private(set) var byRun: [Int: [MetricName: Double]] = [:]

  init(_ db: Database) throws {
    let isOld = try Schema.version(of: db) < 5
    // Of several rows of a name the last one counts.
    let sql =
      isOld
      ? "SELECT run, name, bits FROM metrics ORDER BY run, epoch"
      : "SELECT run, name, bits FROM last_values"
    var found: [Int: [MetricName: Double]] = [:]
    try StoredRow.each(db, sql: sql) { row in
      let bits = UInt64(bitPattern: Int64(row.integer(2)))
      found[row.integer(0), default: [:]][MetricName(row.string(1))] = Double(bitPattern: bits)
    }
    byRun = found
  }
}
