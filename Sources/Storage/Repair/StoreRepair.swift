import Experiments
import Foundation
import GRDB

/// Makes of a damaged store a sound one, of which nothing is untrue; what is lost is run again.
///
/// Nothing is deleted: the damaged file and its log are renamed. Should the machine stop in between,
/// the same call again goes on: the store is replaced in one step, last of all.
public struct StoreRepair {
  private let store: String
  private let reports: [SweepResults]
  private let isWhole: (Checkpoint) -> Bool
  private let now: Date
  private let trainers: Trainers
  private let workshop: String

  /// Prepares a repair; nothing is touched.
  ///
  /// - Parameters:
  ///   - path: The store.
  ///   - reports: Results that lie beside it in files, proved to be what was written.
  ///   - now: The wall clock.
  ///   - trainers: What reads specs and configurations.
  ///   - isWhole: Whether a checkpoint's file is there and has its digest.
  public init(
    _ path: String, reports: [SweepResults], now: Date, trainers: Trainers,
    isWhole: @escaping (Checkpoint) -> Bool
  ) {
    store = StorePath(path).real
    self.reports = reports
    self.now = now
    self.trainers = trainers
    self.isWhole = isWhole
    workshop = "\(store).repair-\(getpid())"
  }

  /// Rebuilds a store that is damaged.
  ///
  /// - Throws: ``StoreError``: `.inUse`, `.damaged` where the file was never one of ours as far as
  ///   can be seen, `.full`, `.io`. The store is as it was then.
  public func rebuild() throws(StoreError) -> RepairOutcome {
    let isOurs = FileManager.default.fileExists(atPath: store + ".lock")
    let lock = try StoreLock.acquire(store: store, holder: .current(spec: "repair", since: now))
    defer { lock.release() }
    do {
      try FileManager.default.createDirectory(
        atPath: workshop, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(atPath: workshop) }
      return try rebuild(isOurs: isOurs)
    } catch {
      throw StoreError(error, path: store)
    }
  }

  /// Forgets checkpoints' files that are not what was recorded; the store is sound.
  ///
  /// - Throws: ``StoreError`` as ``ResultStore/openForWriting(_:spec:trainers:now:)``.
  public func rewind() throws(StoreError) -> RepairOutcome {
    let now = now
    let store = try ResultStore.openForWriting(store, spec: "repair", trainers: trainers) { now }
    let outcome = try store.writing { db, _ in
      var rewinding = Rewinding(db, isWhole: isWhole)
      try rewinding.carryOut()
      return RepairOutcome(lost: rewinding.lost, incomplete: rewinding.incomplete)
    }
    try store.close()
    return outcome
  }

  private func rebuild(isOurs: Bool) throws -> RepairOutcome {
    let fresh = workshop + "/fresh.sqlite"
    let new = try StoreConnection.writing(fresh)
    try Schema.migrator.migrate(new)
    _ = try new.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    let old = try DamagedCopy(of: store, in: workshop).open(template: fresh)
    guard isOurs || old != nil else {
      throw StoreError(
        .damaged, path: store, what: "nothing in it can be read, and no sweep ever used it")
    }
    var outcome = try fill(new, from: old)
    try old?.close()
    try prove(new)
    try new.close()
    outcome.damaged = try exchange(fresh)
    return outcome
  }

  private func fill(_ new: DatabaseQueue, from old: DatabaseQueue?) throws -> RepairOutcome {
    let time = Int(now.timeIntervalSince1970.rounded(.down))
    return try new.write { new in
      var outcome = RepairOutcome()
      try old?.unsafeRead { old in
        var salvage = Salvage(from: old, into: new, trainers)
        try salvage.carryOut(at: time)
        (outcome.kept, outcome.lost) = (salvage.kept, salvage.lost)
      }
      var restoration = Restoration(into: new, path: store, at: time, trainers, isWhole: isWhole)
      for report in reports { try restoration.take(report) }
      outcome.restored = restoration.restored
      try StoredNames.removeWrong(new)
      var rewinding = Rewinding(new, isWhole: isWhole)
      try rewinding.carryOut()
      outcome.settle(with: rewinding.lost)
      outcome.incomplete = rewinding.incomplete
      return outcome
    }
  }

  private func prove(_ new: DatabaseQueue) throws {
    let problems = try new.read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        + ResultStore.mismatches(db, trainers).map(\.description)
    }
    guard problems.isEmpty else {
      throw StoreError(.failed, path: store, what: "the rebuilt store is not sound: \(problems)")
    }
    _ = try new.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Puts the new store in the damaged one's place, which gets a name of its own beside it.
  private func exchange(_ fresh: String) throws -> String {
    let beside =
      (1...).lazy.map { "\(store).damaged-\($0)" }
      .first { !exists($0) && !exists($0 + "-wal") } ?? ""
    try check(link(store, beside))
    // The log goes before the new store comes: beside that one SQLite would take it for its own.
    if exists(store + "-wal") { try check(rename(store + "-wal", beside + "-wal")) }
    if exists(store + "-shm") { try check(unlink(store + "-shm")) }
    try check(rename(fresh, store))
    let folder = open(StorePath(store).folder, O_RDONLY | O_CLOEXEC)
    defer { close(folder) }
    try check(fsync(folder))
    return beside
  }

  private func check(_ result: Int32) throws(StoreError) {
    if result != 0 { throw StoreError(.io, path: store, what: String(cString: strerror(errno))) }
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}

extension RepairOutcome {
  /// Puts together what was taken from where and what has to begin again after all.
  fileprivate mutating func settle(with rewound: [Lost]) {
    let (restored, again) = (Set(restored), Set(rewound.map(\.run)))
    lost = (lost.filter { !restored.contains($0.run) && !again.contains($0.run) } + rewound)
      .sorted { $0.run < $1.run }
    kept = kept.filter { !again.contains($0) }.sorted()
    self.restored = self.restored.filter { !again.contains($0) }
  }
}
