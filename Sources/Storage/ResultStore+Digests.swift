import Experiments
import Foundation
import GRDB

/// A part of a store whose values are not what was written.
public struct DigestMismatch: Hashable, Sendable {
  /// The run's id; `nil` for a first test batch, which many runs share.
  public let run: String?
  /// What does not agree, in words.
  public let what: String

  /// Makes a mismatch.
  public init(run: String?, what: String) {
    self.run = run
    self.what = what
  }
}

extension ResultStore {
  /// Runs and first test batches whose values changed since they were written: damage that
  /// SQLite's own check cannot see. Reads the whole store. Runs in progress have no digest yet.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func verifyDigests() throws(StoreError) -> [DigestMismatch] {
    try reading { db in
      try Self.wrongRuns(db) + Self.wrongCopies(db) + Self.wrongGroundTruths(db)
    }
  }

  /// What SQLite finds wrong with the file and with references between rows; empty if nothing.
  ///
  /// - Throws: ``StoreError``: `.damaged` where the check itself cannot go on, `.io`, `.busy`.
  public func integrityProblems() throws(StoreError) -> [String] {
    try reading { db in
      let found = try String.fetchAll(db, sql: "PRAGMA integrity_check")
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
        "a row of \(row[0] as String) refers to a missing one of \(row[2] as String)"
      }
      return found.filter { $0 != "ok" } + orphans
    }
  }

  private static func wrongRuns(_ db: Database) throws -> [DigestMismatch] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT number, id, digest FROM runs WHERE digest IS NOT NULL ORDER BY number")
    return try rows.compactMap { row in
      guard try Digest(ofRun: row[0], db).bits != row[2] else { return nil }
      return DigestMismatch(run: row[1], what: "its values do not have the digest they were given")
    }
  }

  // The values for people beside the bits, which the digest does not cover.
  private static func wrongCopies(_ db: Database) throws -> [DigestMismatch] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.id, m.bits, m.value, m.epoch, m.name
        FROM metrics m JOIN runs r ON r.number = m.run
        """)
    var found: [DigestMismatch] = []
    while let row = try rows.next() {
      let exact = Double(bitPattern: UInt64(bitPattern: row[1]))
      guard row[2] as Double? != (exact.isFinite ? exact : nil) else { continue }
      let (epoch, name): (Int, String) = (row[3], row[4])
      found.append(
        DigestMismatch(run: row[0], what: "\(name) of epoch \(epoch): value and bits disagree"))
    }
    return found
  }

  private static func wrongGroundTruths(_ db: Database) throws -> [DigestMismatch] {
    let rows = try Row.fetchAll(db, sql: "SELECT fingerprint, panels, digest FROM ground_truths")
    return rows.compactMap { row in
      var digest = Digest()
      digest.add(row[1] as Data)
      guard digest.bits != row[2] else { return nil }
      let fingerprint: String = row[0]
      return DigestMismatch(run: nil, what: "the first test batch of dataset \(fingerprint)")
    }
  }
}
