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
      try Self.mismatches(db, trainers)
    }
  }

  static func mismatches(_ db: Database, _ trainers: Trainers) throws -> [DigestMismatch] {
    // A store whose making was cut short has no tables yet.
    guard try db.tableExists("runs") else { return [] }
    return try ValuesPass.mismatches(.all, db, trainers) + wrongSweeps(db)
      + wrongGroundTruths(db) + StoredNames.faults(db)
  }

  /// Proves the values that a listing repeats, where there are not very many of them.
  ///
  /// - Parameters:
  ///   - name: Only this sweep's; `nil` for all.
  ///   - most: The most runs whose values are read for it.
  /// - Returns: Whether they were proved; `false` where there are more runs.
  /// - Throws: ``StoreError``: `.damaged` where a value is not what was written, `.io`, `.busy`.
  public func proveListed(sweep name: String?, most: Int = 1000) throws(StoreError) -> Bool {
    try reading { db in
      let number = try name.map { try sweepRow($0, db).number }
      let scope = number.map { RunScope.sweep($0) } ?? .all
      let count = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM runs \(scope.condition(on: "number"))",
        arguments: scope.arguments)
      guard let count, count <= most else { return false }
      try StoreError.refuse(ValuesPass.mismatches(scope, db, trainers), path: path)
      return true
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
      let fingerprint: String = row[0]
      return PanelsBlob.hasDigest(row[1], row[2])
        ? nil : DigestMismatch(run: nil, what: "the first test batch of dataset \(fingerprint)")
    }
  }
}

extension PanelsBlob {
  /// Whether a first test batch's blob has the digest it was given.
  static func hasDigest(_ blob: Data, _ bits: Int64) -> Bool {
    var digest = Digest()
    digest.add(blob)
    return digest.bits == bits
  }
}

extension StoreError {
  /// The most that is told of a damaged store at once.
  static let mostProblems = 10

  /// Refuses a store of which something is wrong.
  static func refuse(_ found: [DigestMismatch], path: String) throws(StoreError) {
    try refuse(found.prefix(mostProblems).map(\.description), path: path)
  }

  /// Refuses a store of which something is wrong, in words.
  static func refuse(_ problems: [String], path: String) throws(StoreError) {
    guard !problems.isEmpty else { return }
    throw StoreError(
      .damaged, path: path, what: "the store is damaged: \(problems.joined(separator: "; "))")
  }
}
