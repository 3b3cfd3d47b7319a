import Experiments
import GRDB

/// Turns one batch of events into rows, within one transaction.
struct EventWriter {
  /// The connection, in a transaction.
  let db: Database
  /// The store's path, for errors.
  let path: String
  /// Seconds since 1970, for people.
  let time: Int
  /// What reads specs and configurations.
  let trainers: Trainers
  /// Values that contradict stored ones, in words.
  private(set) var conflicts: [String] = []
  private var numbers: [String: Int64] = [:]
  private var measured: Set<Int64> = []
  /// What was measured last in this batch, by run and metric.
  private var latest: [Int64: [MetricName: LastValue]] = [:]

  private struct LastValue {
    let step: Int
    let bits: Int64
    let value: Double?
  }

  init(db: Database, path: String, time: Int, trainers: Trainers) {
    self.db = db
    self.path = path
    self.time = time
    self.trainers = trainers
  }

  /// Keeps one event of a run.
  mutating func write(_ event: RunEvent, of id: String, willRetry: Bool) throws {
    if case .progress = event { return }
    let run = try number(of: id)
    switch event {
    case .started(let epoch, let batch, let environment):
      try start(run, epoch: epoch, batch: batch, environment: environment)
      try renewLastValues(of: run)
      measured.insert(run)
    case .progress: break
    case .metrics(let epoch, let metrics):
      for metric in metrics { try keep(metric, epoch: epoch, of: run, id: id) }
      measured.insert(run)
    case .groundTruth(let panels): try keepGroundTruth(panels, of: run, id: id)
    case .reconstruction(let epoch, let panels):
      try keep(panels, epoch: epoch, of: run, id: id)
    case .artifact(let artifact): try keep(artifact, of: run, id: id)
    case .checkpoint(let checkpoint): try keep(checkpoint, of: run)
    case .obsolete(let files): try drop(checkpoints: files, of: run)
    case .warning(let message): try warn(message, of: run)
    case .cost(let seconds): try add(coreSeconds: seconds, to: run)
    case .ended(let end): try finish(run, end, willRetry: willRetry)
    }
  }

  /// Notes how far a run's journals were read.
  mutating func keep(_ mark: JournalMark, of id: String) throws {
    try execute(
      """
      INSERT INTO journals (run, number, bytes, is_live) VALUES (?, ?, ?, ?)
      ON CONFLICT (run) DO UPDATE
      SET number = excluded.number, bytes = excluded.bytes, is_live = excluded.is_live
      """, [try number(of: id), mark.number, mark.bytes, mark.isLive])
  }

  /// Brings up to date what is said twice of the metrics; once a batch, after its events.
  func finish() throws {
    for (run, values) in latest.sorted(by: { $0.key < $1.key }) {
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        try keep(value, as: name, of: run)
      }
    }
    for run in measured.sorted() {
      try renewRow(of: run)
      try hear(of: run)
    }
  }

  /// Notes a value that is new, so that the last one of its name is known.
  mutating func note(_ metric: Metric, at step: Int, bits: Int64, value: Double?, of run: Int64) {
    if let known = latest[run]?[metric.name], known.step >= step { return }
    latest[run, default: [:]][metric.name] = LastValue(step: step, bits: bits, value: value)
  }

  // The last measured value even if it is not finite: then NULL, never an older one.
  private func keep(_ last: LastValue, as name: MetricName, of run: Int64) throws {
    try execute(
      """
      INSERT INTO last_values (run, name, step, value, bits) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (run, name) DO UPDATE SET step = excluded.step, value = excluded.value, bits = excluded.bits
      WHERE excluded.step > step
      """, [run, name.rawValue, last.step, last.value, last.bits])
  }

  /// Makes a run's last values again of all that it measured.
  mutating func renewLastValues(of run: Int64) throws {
    latest[run] = nil
    try execute("DELETE FROM last_values WHERE run = ?", [run])
    try execute(
      """
      INSERT INTO last_values (run, name, step, value, bits)
      SELECT run, name, max(epoch), value, bits FROM metrics WHERE run = ? GROUP BY run, name
      """, [run])
  }

  /// Makes what a run's row repeats of its metrics.
  func renewRow(of run: Int64) throws {
    try execute(
      """
      UPDATE runs SET
        epochs = coalesce((SELECT max(epoch) FROM metrics WHERE run = runs.number), 0)
      WHERE number = ?
      """, [run])
  }

  // So that an attempt whose sweep is killed has lasted at least until now.
  private func hear(of run: Int64) throws {
    try execute(
      """
      UPDATE attempts SET heard_at = ?
      WHERE run = ? AND attempt = (SELECT attempts FROM runs WHERE number = attempts.run)
      """, [time, run])
  }

  // MARK: - For the parts

  func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Remembers a contradiction, and keeps it among the run's warnings.
  mutating func contradict(_ what: String, of run: Int64, id: String) throws {
    conflicts.append("run \(id): \(what)")
    try warn(what, of: run)
  }

  func warn(_ message: String, of run: Int64) throws {
    try execute(
      """
      INSERT INTO warnings (run, attempt, message, warned_at)
      SELECT number, attempts, ?, ? FROM runs WHERE number = ?
      """, [message, time, run])
  }

  private mutating func number(of id: String) throws -> Int64 {
    if let known = numbers[id] { return known }
    let statement = try db.cachedStatement(sql: "SELECT number FROM runs WHERE id = ?")
    guard let number = try Int64.fetchOne(statement, arguments: [id]) else {
      throw StoreError(.unknown, path: path, what: "no run \(id) is registered")
    }
    numbers[id] = number
    return number
  }
}
