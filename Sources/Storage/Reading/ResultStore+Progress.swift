import Experiments
import GRDB

extension ResultStore {
  /// Whether a living sweep holds the store, and who, where that is known. Takes no lock.
  public func isSweepRunning() -> (running: Bool, holder: LockHolder?) {
    let (isHeld, holder) = StoreLock.inspect(store: path)
    return (isHeld, holder)
  }

  /// What the store holds of every run, of whatever sweep: what a plan needs to know.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func progress() throws(StoreError) -> StoredProgress {
    let states = stateReader()
    return try reading { db in
      let checkpoints = try StoredNames.checked(CheckpointRows.all(db))
      var configurations = ConfigurationReader(trainers)
      var runs: [String: StoredRun] = [:]
      try StoredRow.each(
        db,
        sql: """
          SELECT number, id, configuration, state, attempts, seconds, sequences, failure FROM runs
          """
      ) { row in
        let (id, attempts) = (row.string(1), row.integer(4))
        let state = try states.state(row.text(3), attempts: attempts)
        let (seconds, sequences) = (row.real(5) ?? 0, row.integer(6))
        try states.check(isSound: attempts.isCount && sequences.isCount && seconds.isDuration)
        runs[id] = StoredRun(
          id: id, configuration: try configurations.read(row.text(2)), state: state,
          attempts: attempts, checkpoints: (checkpoints[Int64(row.integer(0))] ?? []).reversed(),
          seconds: seconds, sequences: sequences,
          failure: state == .failed && !row.isNull(7) ? row.string(7) : nil)
      }
      return StoredProgress(runs: runs)
    }
  }

  /// Reads states as they are now, not as a killed sweep left them.
  func stateReader() -> StateReader {
    StateReader(
      isHeld: isWritable || StoreLock.inspect(store: path).isHeld || hasLiveJournals, path: path)
  }
}

/// Tells a run's state: `running`, or waiting to be tried again, only while somebody runs it.
struct StateReader {
  /// Whether a living sweep holds the store.
  let isHeld: Bool
  /// The store's path, for errors.
  let path: String

  /// Refuses numbers that nothing can have counted or measured: sums of them would overflow.
  func check(isSound: Bool) throws {
    guard !isSound else { return }
    throw StoreError(.damaged, path: path, what: "a run's counts or times cannot be")
  }

  /// The state of a stored one.
  func state(_ stored: String, attempts: Int) throws -> RunState {
    var stored = stored
    return try stored.withUTF8 { try state($0, attempts: attempts) }
  }

  /// The state of a stored one, given in UTF-8.
  func state(_ stored: UnsafeBufferPointer<UInt8>, attempts: Int) throws -> RunState {
    guard let state = Self.states.first(where: { stored.elementsEqual($0.stored) })?.state else {
      let text = String(decoding: stored, as: UTF8.self)
      throw StoreError(.damaged, path: path, what: "a run is in no known state: \(text)")
    }
    let isUnfinished = state == .running || (state == .pending && attempts > 0)
    return isUnfinished && !isHeld ? .interrupted : state
  }

  private static let states = RunState.allCases.map { (state: $0, stored: Array($0.rawValue.utf8)) }
}

extension Int {
  /// Whether it may be a number of things, or a time in seconds since 1970.
  var isCount: Bool { (0...1 << 53).contains(self) }
}

extension Double {
  /// Whether it may be seconds of something.
  var isDuration: Bool { (0...1e15).contains(self) }
}

/// Reads checkpoints' rows, as they are.
enum CheckpointRows {
  /// Every run's checkpoints, ascending, by the run's number.
  static func all(_ db: Database) throws -> [Int64: [Checkpoint]] { try read(.all, db) }

  /// Those of some runs; a sweep's are not worth looking up one by one.
  static func read(_ scope: RunScope, _ db: Database) throws -> [Int64: [Checkpoint]] {
    guard case .run = scope else { return try read("", [], db) }
    return try read(scope.condition(on: "run"), scope.arguments, db)
  }

  private static func read(
    _ condition: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [Int64: [Checkpoint]] {
    var found: [Int64: [Checkpoint]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT run, epoch, batch, file, sha256, bytes FROM checkpoints \(condition)
        ORDER BY run, epoch, batch
        """, arguments: arguments)
    while let row = try rows.next() {
      found[row[0], default: []].append(
        Checkpoint(epoch: row[1], batch: row[2], file: row[3], sha256: row[4], bytes: row[5]))
    }
    return found
  }
}
