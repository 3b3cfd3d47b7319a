import Experiments
import GRDB

extension EventWriter {
  /// What an attempt cost. Where an earlier one trained and did not say it, the sum stays unknown.
  func add(coreSeconds: Double, to run: Int64) throws {
    try execute(
      """
      UPDATE runs SET core_seconds = coalesce(core_seconds, 0) + ?
      WHERE number = ? AND (core_seconds IS NOT NULL OR seconds = 0)
      """, [coreSeconds, run])
  }

  /// An attempt is over.
  func finish(_ run: Int64, _ end: RunEnd, willRetry: Bool) throws {
    let digest = try Digest(ofRun: run, db)
    let retries = willRetry && end.isFailure
    let failure = end.failure(isProgram: try isProgram(run))
    try execute(
      """
      UPDATE runs SET state = ?, seconds = seconds + ?, sequences = sequences + ?, failure = ?,
        diverged_at = ?, digest = ?, changed_at = ?
      WHERE number = ?
      """,
      [
        retries ? RunState.pending.rawValue : end.state.rawValue, end.seconds, end.sequences,
        retries ? nil : failure, end.divergence, digest.bits, time, run,
      ])
    try execute(
      """
      UPDATE attempts SET ended_at = ?, ended = ?
      WHERE run = ? AND ended IS NULL
        AND attempt = (SELECT attempts FROM runs WHERE number = attempts.run)
      """, [time, try Stored.encode(end), run])
    // Whoever knows that it goes on elsewhere says so with a mark, after this.
    try execute("UPDATE journals SET is_live = 0 WHERE run = ? AND is_live", [run])
  }

  private func isProgram(_ run: Int64) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT configuration ->> '$.program' IS NOT NULL FROM runs WHERE number = ?")
    return try Bool.fetchOne(statement, arguments: [run]) ?? false
  }
}

extension RunEnd {
  fileprivate var isFailure: Bool { state == .failed }

  fileprivate var state: RunState {
    switch self {
    case .finished: .finished
    case .diverged: .diverged
    case .interrupted: .interrupted
    case .failed: .failed
    }
  }

  fileprivate var seconds: Double {
    switch self {
    case .finished(let seconds, _), .diverged(_, let seconds, _), .interrupted(let seconds, _):
      seconds
    case .failed: 0
    }
  }

  fileprivate var sequences: Int {
    switch self {
    case .finished(_, let sequences), .diverged(_, _, let sequences),
      .interrupted(_, let sequences):
      sequences
    case .failed: 0
    }
  }

  fileprivate var divergence: Int? {
    if case .diverged(let epoch, _, _) = self { epoch } else { nil }
  }

  fileprivate func failure(isProgram: Bool) -> String? {
    switch self {
    case .finished, .interrupted: nil
    case .diverged(let step, _, _): RunEnd.divergence(at: step, isProgram: isProgram)
    case .failed(let reason):
      reason.words + (reason.log.map { "\nits last words:\n\($0)" } ?? "")
    }
  }
}
