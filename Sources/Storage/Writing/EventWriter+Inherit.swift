import Experiments
import GRDB

extension EventWriter {
  /// A run that goes on from one of fewer steps, since it has no checkpoint of its own, takes over
  /// what that one measured and made on the way and it lacks; but only what it would have itself: the
  /// other's last state was special to the other.
  func inherit(_ run: Int64, upTo step: Int) throws {
    guard step > 0, let (ancestor, configuration) = try ancestor(of: run) else { return }
    let manifest = try manifest(of: run) ?? trainers.manifest(ofUnlisted: configuration)
    for state in try states(of: ancestor, upTo: step) {
      if manifest.evaluates(state, of: configuration) {
        try inheritMetrics(run, from: ancestor, state)
      } else {
        for metric in manifest.metrics where metric.isOfEveryStep {
          try inheritMetrics(run, from: ancestor, state, named: metric.name)
        }
      }
      if manifest.keepsArtifacts(of: state, of: configuration) {
        try inheritPictures(run, from: ancestor, state)
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
    return (row[0], try Stored.configuration(row[1], trainers))
  }

  // What the sweep declares that listed it last.
  private func manifest(of run: Int64) throws -> Manifest? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT w.spec FROM sweep_runs s JOIN sweeps w ON w.number = s.sweep WHERE s.run = ?
        ORDER BY w.registered_at DESC, w.number DESC LIMIT 1
        """)
    return try String.fetchOne(statement, arguments: [run]).map(trainers.manifest)
  }

  private func states(of run: Int64, upTo step: Int) throws -> [Int] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT epoch FROM metrics WHERE run = :run AND epoch <= :step
        UNION SELECT epoch FROM reconstructions WHERE run = :run AND epoch <= :step
        UNION SELECT step FROM artifacts WHERE run = :run AND step <= :step
        ORDER BY 1
        """)
    return try Int.fetchAll(statement, arguments: ["run": run, "step": step])
  }

  private func inheritMetrics(
    _ run: Int64, from ancestor: Int64, _ state: Int, named name: MetricName? = nil
  ) throws {
    try execute(
      """
      INSERT INTO metrics (run, epoch, name, bits, value)
      SELECT ?, epoch, name, bits, value FROM metrics
      WHERE run = ? AND epoch = ? AND (? IS NULL OR name = ?)
      ON CONFLICT DO NOTHING
      """, [run, ancestor, state, name?.rawValue, name?.rawValue])
  }

  private func inheritPictures(_ run: Int64, from ancestor: Int64, _ state: Int) throws {
    try execute(
      """
      INSERT INTO reconstructions (run, epoch, panels)
      SELECT ?, epoch, panels FROM reconstructions WHERE run = ? AND epoch = ?
      ON CONFLICT DO NOTHING
      """, [run, ancestor, state])
    try execute(
      """
      INSERT INTO artifacts (run, step, name, kind, file, content)
      SELECT ?, step, name, kind, file, content FROM artifacts WHERE run = ? AND step = ?
      ON CONFLICT DO NOTHING
      """, [run, ancestor, state])
  }
}
