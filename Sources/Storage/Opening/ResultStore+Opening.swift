import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// Opens a store for a sweep, making file and folder where there are none.
  ///
  /// A store that is refused keeps its bytes. Runs that ran when the last sweep was killed are
  /// `interrupted` afterwards.
  ///
  /// - Parameters:
  ///   - path: The SQLite file.
  ///   - spec: What is going to run, for the message to whoever comes second: the sweep's name.
  ///   - trainers: What reads specs and configurations.
  ///   - now: The wall clock; times are stored for people only.
  /// - Throws: ``StoreError``: `.inUse` (with the holder), `.notARegularFile`, `.hardLinked`,
  ///   `.foreign`, `.tooNew`, `.readOnly`, `.networkFileSystem`, `.damaged`, `.full`, `.io`.
  public static func openForWriting(
    _ path: String, spec: String, trainers: Trainers, now: @escaping @Sendable () -> Date
  ) throws(StoreError) -> ResultStore {
    try openForWriting(
      path, holder: .current(spec: spec, since: now()), trainers: trainers, now: now,
      mounts: NetworkFileSystems.mounts())
  }

  /// As above, with everything that comes from the machine given.
  static func openForWriting(
    _ path: String, holder: LockHolder, trainers: Trainers,
    now: @escaping @Sendable () -> Date, mounts: String
  ) throws(StoreError) -> ResultStore {
    let place = StorePath(path)
    // Before any look into the file: closing it would drop the locks that SQLite has on it, where
    // the holder is this very process.
    try refuseHeld(place.real)
    try place.checkFile()
    try place.checkWritable()
    try place.checkLocal(mounts: mounts)
    let header = try place.status == nil ? nil : StoreHeader(path: place.real)
    try header?.check(path: place.real)
    let lock = try StoreLock.acquire(store: place.real, holder: holder)
    if header != nil { try checkSoundnessOfMade(place.real, trainers) }
    return try make(place.real, trainers, lock: lock, now: now)
  }

  /// Opens a store to look at, also while a sweep writes to it and in a folder that cannot be
  /// written. Changes nothing and holds up nobody.
  ///
  /// - Parameters:
  ///   - path: The SQLite file; symbolic links are followed.
  ///   - trainers: What reads specs and configurations.
  /// - Throws: ``StoreError``: `.missing`, `.notARegularFile`, `.foreign`, `.tooNew`, `.readOnly`,
  ///   `.damaged`, `.io`.
  public static func openForReading(
    _ path: String, trainers: Trainers
  ) throws(StoreError) -> ResultStore {
    let store = try openForInspection(path, trainers: trainers)
    let schema = try store.schema()
    // What is read through must be as it was made; what only stands beside it is told.
    if !schema.isReadable { try StoreError.refuse(schema.problems, path: store.path) }
    return store
  }

  /// Opens a store to look at, whatever its schema is.
  ///
  /// - Throws: ``StoreError`` as ``openForReading(_:trainers:)``.
  public static func openForInspection(
    _ path: String, trainers: Trainers
  ) throws(StoreError) -> ResultStore {
    let place = StorePath(path)
    try place.checkReachable()
    guard let status = place.status else {
      throw StoreError(.missing, path: path, what: "there is no store here")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(.notARegularFile, path: path, what: "is not a file")
    }
    // As above: a held store is known to be one.
    if !StoreLock.inspect(store: place.real).isHeld {
      try StoreHeader(path: place.real)?.check(path: place.real)
    }
    let queue = try translating(place.real) { try StoreConnection.reading(place.real) }
    try refuseEmptyOrNewer(queue, place.real)
    return ResultStore(path: place.real, trainers, queue: queue, lock: nil, clock: nil)
  }

  /// Why no sweep could write a store at a path; `nil` where one could. Opens and changes nothing, and
  /// does not ask whether a sweep is at work there.
  public static func obstacleToWriting(_ path: String) -> StoreError? {
    let place = StorePath(path)
    do throws(StoreError) {
      try place.checkFile()
      try place.checkPermitted()
      try place.checkLocal(mounts: NetworkFileSystems.mounts())
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Parts

  private static func refuseHeld(_ path: String) throws(StoreError) {
    let (isHeld, holder) = StoreLock.inspect(store: path)
    if isHeld { throw StoreLock.inUse(path, by: holder) }
  }

  private static func checkSoundnessOfMade(_ path: String, _ trainers: Trainers) throws(StoreError)
  {
    do {
      try checkSoundness(path, trainers)
    } catch  where error.code == .missing {
      // Its making was cut short; going on with that makes it whole.
    }
  }

  // Through a connection that cannot write: not even the log of a damaged store is folded in.
  private static func checkSoundness(_ path: String, _ trainers: Trainers) throws(StoreError) {
    let found: [String] = try translating(path) {
      let queue = try StoreConnection.reading(path)
      defer { try? queue.close() }
      return try queue.read { db in
        if try Schema.migrator.hasBeenSuperseded(db) {
          throw Schema.tooNew(path, found: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
        }
        let pages = try String.fetchAll(db, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
        guard pages.isEmpty else { return pages }
        let schema = try SchemaCheck(db).problems
        return schema.isEmpty ? try mismatches(db, trainers).map(\.description) : schema
      }
    }
    try StoreError.refuse(Array(found.prefix(StoreError.mostProblems)), path: path)
  }

  private static func make(
    _ path: String, _ trainers: Trainers, lock: StoreLock, now: @escaping @Sendable () -> Date
  ) throws(StoreError) -> ResultStore {
    let queue = try translating(path) {
      let queue = try StoreConnection.writing(path)
      try Schema.migrator.migrate(queue)
      try queue.write(interruptRunning)
      return queue
    }
    return ResultStore(
      path: path, trainers, queue: queue, lock: lock, clock: now, places: [FileIdentity(path)])
  }

  private static func refuseEmptyOrNewer(
    _ queue: DatabaseQueue, _ path: String
  ) throws(StoreError) {
    let version = try translating(path) {
      try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
    }
    guard version > 0 else {
      throw StoreError(.missing, path: path, what: "the store holds nothing yet")
    }
    guard version <= Int(Schema.version) else { throw Schema.tooNew(path, found: version) }
  }

  private static func translating<T>(
    _ path: String, _ body: () throws -> T
  ) throws(StoreError) -> T {
    do { return try body() } catch { throw StoreError(error, path: path) }
  }
}
