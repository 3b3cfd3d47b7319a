import Experiments
import GRDB

extension EventWriter {
  /// An attempt begins at a state.
  func start(_ run: Int64, epoch: Int, batch: Int, environment: Environment) throws {
    try inherit(run, upTo: epoch)
    try drop(run, beyond: epoch, batch)
    let environment = try number(of: environment)
    try execute(
      """
      UPDATE runs SET state = 'running', attempts = attempts + 1, environment = ?,
        failure = NULL, diverged_at = NULL, digest = NULL, changed_at = ?
      WHERE number = ?
      """, [environment, time, run])
    try execute(
      """
      INSERT INTO attempts (run, attempt, epoch, batch, environment, started_at, heard_at)
      SELECT number, attempts, ?, ?, ?, ?, ? FROM runs WHERE number = ?
      """, [epoch, batch, environment, time, time, run])
  }

  // What lies beyond the state will be made again. From epoch 0 everything will, its own values
  // included: a run that is repeated on purpose does not argue with what it replaces.
  private func drop(_ run: Int64, beyond epoch: Int, _ batch: Int) throws {
    let kept = epoch == 0 && batch == 0 ? -1 : epoch
    try execute("DELETE FROM metrics WHERE run = ? AND epoch > ?", [run, kept])
    try execute("DELETE FROM reconstructions WHERE run = ? AND epoch > ?", [run, kept])
    try execute("DELETE FROM artifacts WHERE run = ? AND step > ?", [run, kept])
    try execute(
      "DELETE FROM checkpoints WHERE run = ? AND (epoch, batch) > (?, ?)", [run, epoch, batch])
  }

  private func number(of environment: Environment) throws -> Int64? {
    let text = try Stored.encode(environment)
    try execute("INSERT INTO environments (environment) VALUES (?) ON CONFLICT DO NOTHING", [text])
    let statement = try db.cachedStatement(
      sql: "SELECT number FROM environments WHERE environment = ?")
    return try Int64.fetchOne(statement, arguments: [text])
  }
}
