import Experiments
import Foundation
import GRDB

extension EventWriter {
  /// A value measured at a state.
  mutating func keep(_ metric: Metric, epoch: Int, of run: Int64, id: String) throws {
    let bits = Int64(bitPattern: metric.bits)
    let value = metric.value.isFinite ? metric.value : nil
    try execute(
      """
      INSERT INTO metrics (run, epoch, name, bits, value) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [run, epoch, metric.name.rawValue, bits, value])
    guard db.changesCount == 0 else {
      return note(metric, at: epoch, bits: bits, value: value, of: run)
    }
    let statement = try db.cachedStatement(
      sql: "SELECT bits FROM metrics WHERE run = ? AND epoch = ? AND name = ?")
    let stored = try Int64.fetchOne(statement, arguments: [run, epoch, metric.name.rawValue])
    guard let stored, stored != bits else { return }
    let known = Double(bitPattern: UInt64(bitPattern: stored))
    try contradict(
      "\(metric.name.rawValue) of epoch \(epoch) was \(ExactNumber.text(known)), then "
        + ExactNumber.text(metric.value), of: run, id: id)
  }

  /// The first test batch: one for all runs that see the same batch.
  mutating func keepGroundTruth(_ panels: Panels, of run: Int64, id: String) throws {
    let blob = PanelsBlob.encode(panels)
    var digest = Digest()
    digest.add(blob)
    try execute(
      """
      INSERT INTO ground_truths (fingerprint, split_seed, batch_size, panels, digest)
      SELECT \(Self.batchOfRun), ?, ? FROM runs WHERE number = ?
      ON CONFLICT DO NOTHING
      """, [blob, digest.bits, run])
    guard db.changesCount == 0 else { return }
    let statement = try db.cachedStatement(
      sql: """
        SELECT panels FROM ground_truths
        WHERE (fingerprint, split_seed, batch_size) =
          (SELECT \(Self.batchOfRun) FROM runs WHERE number = ?)
        """)
    let stored = try Data.fetchOne(statement, arguments: [run])
    if stored != blob { try contradict("a different first test batch", of: run, id: id) }
  }

  /// A state's reconstruction.
  mutating func keep(_ panels: Panels, epoch: Int, of run: Int64, id: String) throws {
    let blob = PanelsBlob.encode(panels)
    try execute(
      """
      INSERT INTO reconstructions (run, epoch, panels) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
      """, [run, epoch, blob])
    guard db.changesCount == 0 else { return }
    let statement = try db.cachedStatement(
      sql: "SELECT panels FROM reconstructions WHERE run = ? AND epoch = ?")
    if try Data.fetchOne(statement, arguments: [run, epoch]) != blob {
      try contradict("a different reconstruction of epoch \(epoch)", of: run, id: id)
    }
  }

  /// A picture or a text that the run made.
  mutating func keep(_ artifact: Artifact, of run: Int64, id: String) throws {
    let content = Data(artifact.content)
    try execute(
      """
      INSERT INTO artifacts (run, step, name, kind, file, content) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [run, artifact.step, artifact.name, artifact.kind.rawValue, artifact.file, content])
    guard db.changesCount == 0 else { return }
    let statement = try db.cachedStatement(
      sql: """
        SELECT content = ? AND kind = ? AND file = ? FROM artifacts
        WHERE run = ? AND step = ? AND name = ?
        """)
    let isSame = try Bool.fetchOne(
      statement,
      arguments: [
        content, artifact.kind.rawValue, artifact.file, run, artifact.step, artifact.name,
      ])
    if isSame != true {
      try contradict(
        "a different artifact \(artifact.name) of step \(artifact.step)", of: run, id: id)
    }
  }

  /// Checkpoints that are no longer needed.
  func drop(checkpoints files: [String], of run: Int64) throws {
    for file in files {
      try execute("DELETE FROM checkpoints WHERE file = ? AND run = ?", [file, run])
    }
  }

  /// A checkpoint that is safe in its file. A file has one row, whoever wrote it last.
  func keep(_ checkpoint: Checkpoint, of run: Int64) throws {
    try execute(
      """
      INSERT OR REPLACE INTO checkpoints (file, run, epoch, batch, sha256, bytes)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        checkpoint.file, run, checkpoint.epoch, checkpoint.batch, checkpoint.sha256,
        checkpoint.bytes,
      ])
  }

  /// What decides which batch a run sees first, from its configuration's text.
  static let batchOfRun = """
    configuration ->> '$.dataset.fingerprint', configuration ->> '$.dataset.split_seed',
    configuration ->> '$.train.batch_size'
    """
}
