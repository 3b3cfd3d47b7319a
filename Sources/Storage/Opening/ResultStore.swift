import Experiments
import Foundation
import GRDB
import Synchronization

/// The results of many sweeps in one SQLite file: one writer at a time, any number of readers.
///
/// Intended use by the writer: collect events, and call ``record(_:)`` at each event that starts or
/// ends a run or names a checkpoint, else every 250 milliseconds; when it returns, what it was
/// given survives a power cut. A ``StoreError`` while writing ends the sweep; its runs are
/// resumable. After a failure of the machine (``StoreError/isResource``) nothing more is written,
/// whatever is asked: after a failed sync a second one may lie.
///
/// Calls may come from any thread; they take turns.
public final class ResultStore: Sendable {
  /// The store's real path.
  public let path: String
  /// What reads specs and configurations.
  public let trainers: Trainers
  let queue: DatabaseQueue
  private let lock: StoreLock?
  private let clock: (@Sendable () -> Date)?
  // The first failure of the machine; nothing is written after it.
  private let failure = Mutex<StoreError?>(nil)
  // What must stay where it is while the store is written: its file, and folders of runs' files.
  private let places: Mutex<[FileIdentity]>

  init(
    path: String, _ trainers: Trainers, queue: DatabaseQueue, lock: StoreLock?,
    clock: (@Sendable () -> Date)?,
    places: [FileIdentity] = []
  ) {
    self.path = path
    self.trainers = trainers
    self.places = Mutex(places)
    self.queue = queue
    self.lock = lock
    self.clock = clock
  }

  /// Whether this store was opened for writing.
  public var isWritable: Bool { lock != nil }

  /// The version of the SQLite library in use: `3.40.1`.
  ///
  /// - Throws: ``StoreError`` `.failed` where the library does not work at all.
  public static func sqliteVersion() throws(StoreError) -> String {
    do {
      let queue = try DatabaseQueue()
      return try queue.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    } catch {
      throw StoreError(error, path: ":memory:")
    }
  }

  /// Ends a writer's or reader's use: runs that still run are interrupted, the log is folded into
  /// the file, and the next sweep may have the store. Without this call nothing recorded is lost.
  ///
  /// - Throws: ``StoreError`` where the last write failed.
  public func close() throws(StoreError) {
    defer { lock?.release() }
    try checkPlaces()
    try translating {
      if isWritable && failure.withLock({ $0 == nil }) {
        try queue.write(Self.interruptRunning)
        try foldLog()
      }
      try queue.close()
    }
  }

  /// From now on nothing is written once this folder is not where it is now.
  public func watch(folder: String) { places.withLock { $0.append(FileIdentity(folder)) } }

  /// Makes sure that the store and the folders it was told of are where they were.
  ///
  /// - Throws: ``StoreError`` `.moved` or `.deleted`, and nothing is written any more.
  public func checkPlaces() throws(StoreError) {
    guard let departure = places.withLock({ $0.lazy.compactMap(\.departure).first }) else { return }
    // SQLite would remove the log of whatever lies at the path now.
    if failure.withLock({ $0 == nil }) { _ = Unmanaged.passRetained(queue) }
    failure.withLock { $0 = $0 ?? departure }
    throw departure
  }

  // A reader in the middle of a query keeps the log in place, where it does no harm.
  private func foldLog() throws {
    do {
      try queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
    }
  }

  /// No worker outlives its sweep here, so whoever holds the lock knows that these are not running:
  /// all but those that go on elsewhere.
  static func interruptRunning(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE runs SET state = 'interrupted'
        WHERE (state = 'running' OR (state = 'pending' AND attempts > 0))
          AND number NOT IN (SELECT run FROM journals WHERE is_live)
        """)
  }

  // MARK: - For the parts

  /// Reads, all from one state of the store.
  func reading<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    try translating { try queue.read(body) }
  }

  /// Writes, all or nothing.
  ///
  /// - Parameter body: Is given the time, in seconds since 1970.
  func writing<T>(_ body: (Database, Int) throws -> T) throws(StoreError) -> T {
    guard let clock else { preconditionFailure("\(path): opened for reading, asked to write") }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let time = Int(clock().timeIntervalSince1970.rounded(.down))
    try checkPlaces()
    do {
      return try translating { try queue.write { try body($0, time) } }
    } catch {
      if error.isResource { failure.withLock { $0 = error } }
      throw error
    }
  }

  private func translating<T>(_ body: () throws -> T) throws(StoreError) -> T {
    do { return try body() } catch { throw StoreError(error, path: path) }
  }
}
