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
        failure = NULL, digest = NULL, changed_at = ?
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

  // MARK: - Going on from another run

  // A run that goes on from one of fewer epochs, since it has no checkpoint of its own, takes over
  // what that one measured on the way and it lacks; but only what it would have measured itself:
  // the other's last epoch was special to the other.
  private func inherit(_ run: Int64, upTo epoch: Int) throws {
    guard epoch > 0, let (ancestor, configuration) = try ancestor(of: run) else { return }
    // A trainer without a schedule measures the same at every state, whatever its end.
    guard configuration["train.evaluate_every"] != nil else {
      return try inheritMetrics(run, from: ancestor, upTo: epoch)
    }
    let train = configuration.train
    for state in 0...epoch {
      try inheritMetrics(run, from: ancestor, epoch: state, evaluated: train.evaluates(at: state))
      if train.figureEpochs.contains(state) {
        try inheritReconstruction(run, from: ancestor, epoch: state)
      }
    }
  }

  private func ancestor(of run: Int64) throws -> (Int64, Experiments.Configuration)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT ancestor, configuration FROM runs
        WHERE number = ? AND ancestor IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM checkpoints WHERE run = runs.number)
        """)
    guard let row = try Row.fetchOne(statement, arguments: [run]) else { return nil }
    return (row[0], try Stored.configuration(row[1]))
  }

  private func inheritMetrics(
    _ run: Int64, from ancestor: Int64, epoch: Int, evaluated: Bool
  ) throws {
    try execute(
      """
      INSERT INTO metrics (run, epoch, name, bits, value)
      SELECT ?, epoch, name, bits, value FROM metrics
      WHERE run = ? AND epoch = ? AND (? OR name = ?)
      ON CONFLICT DO NOTHING
      """, [run, ancestor, epoch, evaluated, MetricName.trainLoss.rawValue])
  }

  private func inheritMetrics(_ run: Int64, from ancestor: Int64, upTo epoch: Int) throws {
    try execute(
      """
      INSERT INTO metrics (run, epoch, name, bits, value)
      SELECT ?, epoch, name, bits, value FROM metrics WHERE run = ? AND epoch <= ?
      ON CONFLICT DO NOTHING
      """, [run, ancestor, epoch])
  }

  private func inheritReconstruction(_ run: Int64, from ancestor: Int64, epoch: Int) throws {
    try execute(
      """
      INSERT INTO reconstructions (run, epoch, panels)
      SELECT ?, epoch, panels FROM reconstructions WHERE run = ? AND epoch = ?
      ON CONFLICT DO NOTHING
      """, [run, ancestor, epoch])
  }
}
