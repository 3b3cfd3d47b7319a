import Experiments
import Foundation
import GRDB

/// A part of a store whose values are not what was written.
public struct DigestMismatch: Hashable, Sendable, CustomStringConvertible {
  /// The run's id; `nil` for a first test batch, which many runs share.
  public let run: String?
  /// What does not agree, in words.
  public let what: String

  /// Makes a mismatch.
  public init(run: String?, what: String) {
    self.run = run
    self.what = what
  }

  /// The run, where it is one, and what does not agree.
  public var description: String { run.map { "run \($0): \(what)" } ?? what }
}

extension ResultStore {
  /// Runs, specifications and first test batches that changed since they were written: damage that
  /// SQLite's own check cannot see. Reads the whole store. Runs in progress have no digest yet.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func verifyDigests() throws(StoreError) -> [DigestMismatch] {
    try reading { db in
      try Self.mismatches(db)
    }
  }

  static func mismatches(_ db: Database) throws -> [DigestMismatch] {
    // A store whose making was cut short has no tables yet.
    guard try db.tableExists("runs") else { return [] }
    return try DigestPass.mismatches(db) + wrongSweeps(db) + wrongGroundTruths(db)
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

  private static func wrongSweeps(_ db: Database) throws -> [DigestMismatch] {
    let rows = try Row.fetchAll(db, sql: "SELECT name, spec, spec_sha256 FROM sweeps")
    return rows.compactMap { row in
      let (name, spec, digest): (String, String, String) = (row[0], row[1], row[2])
      return SweepRecord.matches(spec: spec, sha256: digest)
        ? nil : DigestMismatch(run: nil, what: "the specification of sweep \(name)")
    }
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
