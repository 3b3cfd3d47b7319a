import Experiments
import GRDB

extension WallClock {
  /// Between two attempts of one session there is less than this: times are whole seconds.
  private static let longestPause = 2

  /// The time in which attempts at a sweep's runs went on; `nil` where there was none.
  ///
  /// - Parameter states: Tells whether a living sweep holds the store: then runs that run are not
  ///   cut short.
  init?(ofSweep sweep: Int64, _ db: Database, _ states: StateReader) throws {
    let heard = try Schema.column("a.heard_at", since: 2, db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT a.started_at, coalesce(a.ended_at, \(heard), a.started_at),
          a.ended_at IS NULL AND NOT (? AND r.state = 'running' AND a.attempt = r.attempts)
        FROM sweep_runs s JOIN attempts a ON a.run = s.run JOIN runs r ON r.number = s.run
        WHERE s.sweep = ?
        """, arguments: [states.isHeld, sweep])
    var (attempts, cutShort): ([ClosedRange<Int>], Int) = ([], 0)
    while let row = try rows.next() {
      let (start, end): (Int, Int) = (row[0], row[1])
      try states.check(isSound: start.isCount && end.isCount)
      attempts.append(start...max(start, end))
      if row[2] { cutShort += 1 }
    }
    guard !attempts.isEmpty else { return nil }
    self.init(of: attempts, cutShort: cutShort)
  }

  /// The length of all these stretches of time together; what overlaps counts once.
  init(of attempts: [ClosedRange<Int>], cutShort: Int) {
    var sessions: [ClosedRange<Int>] = []
    for attempt in attempts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = sessions.last, attempt.lowerBound - last.upperBound <= Self.longestPause {
        let end = max(last.upperBound, attempt.upperBound)
        sessions[sessions.count - 1] = last.lowerBound...end
      } else {
        sessions.append(attempt)
      }
    }
    self.init(
      seconds: sessions.reduce(0) { $0 + $1.upperBound - $1.lowerBound },
      sessions: sessions.count, cutShort: cutShort)
  }
}
