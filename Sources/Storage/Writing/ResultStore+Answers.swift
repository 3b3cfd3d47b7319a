import Experiments
import GRDB

extension ResultStore {
  /// Keeps what a search program answered; one that is there already stays, those of another key go.
  ///
  /// - Parameter sweep: The sweep's name.
  /// - Throws: ``StoreError``: `.full`, `.io`.
  public func keep(_ answer: SearchAnswer, sweep: String) throws(StoreError) {
    try writing { db, _ in
      let number = try Int64.fetchOne(
        db, sql: "SELECT number FROM sweeps WHERE name = ?", arguments: [sweep])
      guard let number else {
        throw StoreError(.unknown, path: path, what: "an answer for sweep \(sweep), not stored")
      }
      try db.execute(
        sql: "DELETE FROM search_answers WHERE sweep = ? AND key <> ?",
        arguments: [number, answer.key])
      try AnswerRows.insert([answer], sweep: number, db)
    }
  }
}

/// Reads what search programs answered.
enum AnswerRows {
  static func insert(_ answers: [SearchAnswer], sweep: Int64, _ db: Database) throws {
    for answer in answers {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO search_answers (sweep, key, round, place, trials)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          sweep, answer.key, answer.round, answer.group, answer.trials.joined(separator: "\n"),
        ])
    }
  }

  /// A sweep's, in the order in which they were asked for.
  static func read(_ sweep: String, _ db: Database) throws -> [SearchAnswer] {
    guard try db.tableExists("search_answers") else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT key, round, place, trials FROM search_answers
        WHERE sweep = (SELECT number FROM sweeps WHERE name = ?) ORDER BY round, place
        """, arguments: [sweep])
    return rows.compactMap { row in
      guard let key = row[0] as String?, let round = row[1] as Int?, let group = row[2] as Int?,
        let trials = row[3] as String?
      else { return nil }
      return SearchAnswer(
        key: key, round: round, group: group, trials: trials.split(separator: "\n").map(String.init)
      )
    }
  }
}
