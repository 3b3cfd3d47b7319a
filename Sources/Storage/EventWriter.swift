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
  /// Values that contradict stored ones, in words.
  private(set) var conflicts: [String] = []
  private var numbers: [String: Int64] = [:]
  private var measured: Set<Int64> = []

  init(db: Database, path: String, time: Int) {
    self.db = db
    self.path = path
    self.time = time
  }

  /// Keeps one event of a run.
  mutating func write(_ event: RunEvent, of id: String, willRetry: Bool) throws {
    if case .progress = event { return }
    let run = try number(of: id)
    switch event {
    case .started(let epoch, let batch, let environment):
      try start(run, epoch: epoch, batch: batch, environment: environment)
      measured.insert(run)
    case .progress: break
    case .metrics(let epoch, let metrics):
      for metric in metrics { try keep(metric, epoch: epoch, of: run, id: id) }
      measured.insert(run)
    case .groundTruth(let panels): try keepGroundTruth(panels, of: run, id: id)
    case .reconstruction(let epoch, let panels):
      try keep(panels, epoch: epoch, of: run, id: id)
    case .artifact: break
    case .checkpoint(let checkpoint): try keep(checkpoint, of: run)
    case .obsolete(let files): try drop(checkpoints: files, of: run)
    case .warning(let message): try warn(message, of: run)
    case .cost(let seconds): try add(coreSeconds: seconds, to: run)
    case .ended(let end): try finish(run, end, willRetry: willRetry)
    }
  }

  /// Brings up to date what `runs` repeats of the metrics; once a batch, after its events.
  func finish() throws {
    for run in measured.sorted() {
      try renewRow(of: run)
      try hear(of: run)
    }
  }

  /// Makes what a run's row repeats of its metrics.
  func renewRow(of run: Int64) throws {
    try execute(
      """
      UPDATE runs SET
        epochs = coalesce((SELECT max(epoch) FROM metrics WHERE run = runs.number), 0),
        train_mse = \(Self.last("train_mse")),
        test_mse = \(Self.last("test_mse")),
        train_mse_running = \(Self.last("train_mse_running")),
        test_mse_running = \(Self.last("test_mse_running"))
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

  // The last measured value even if it is not finite: then NULL, never an older one.
  private static func last(_ name: String) -> String {
    """
    (SELECT value FROM metrics WHERE run = runs.number AND name = '\(name)'
      ORDER BY epoch DESC LIMIT 1)
    """
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
