import Experiments
import Foundation
import GRDB

/// Finds the first thing that two stores say differently of a run.
struct ValueDifference {
  let here: Database
  let there: Database

  /// The difference of two runs whose digests differ.
  ///
  /// - Parameters:
  ///   - run: The run's id.
  ///   - numbers: Its numbers here and there.
  func first(_ run: String, _ numbers: (here: Int64, there: Int64)) throws -> MergeConflict {
    if let found = try metric(run, numbers) { return found }
    let tables = [
      ("a reconstruction", "SELECT epoch, '', panels FROM reconstructions WHERE run = ?"),
      ("an artifact", "SELECT step, name || kind || file, content FROM artifacts WHERE run = ?"),
    ]
    for (what, sql) in tables {
      if let step = try step(sql, numbers) {
        return MergeConflict(run: run, what: what, step: step, here: nil, there: nil)
      }
    }
    return MergeConflict(run: run, what: "the digest", step: 0, here: nil, there: nil)
  }

  private struct Place: Hashable, Comparable {
    let step: Int
    let name: String

    static func < (one: Place, other: Place) -> Bool {
      (one.step, one.name) < (other.step, other.name)
    }
  }

  private func metric(
    _ run: String, _ numbers: (here: Int64, there: Int64)
  ) throws -> MergeConflict? {
    let (ours, theirs) = (try bits(numbers.here, here), try bits(numbers.there, there))
    let places = Set(ours.keys).union(theirs.keys).sorted()
    return places.first { ours[$0] != theirs[$0] }.map { place in
      MergeConflict(
        run: run, what: place.name, step: place.step, here: ours[place].map(Self.text),
        there: theirs[place].map(Self.text))
    }
  }

  private func bits(_ run: Int64, _ db: Database) throws -> [Place: Int64] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT epoch, name, bits FROM metrics WHERE run = ?", arguments: [run])
    return Dictionary(
      rows.map { (Place(step: $0[0], name: $0[1]), $0[2]) }, uniquingKeysWith: { $1 })
  }

  private func step(_ sql: String, _ numbers: (here: Int64, there: Int64)) throws -> Int? {
    let (ours, theirs) = (try blobs(sql, numbers.here, here), try blobs(sql, numbers.there, there))
    let places = Set(ours.keys).union(theirs.keys).sorted()
    return places.first { ours[$0] != theirs[$0] }?.step
  }

  private func blobs(_ sql: String, _ run: Int64, _ db: Database) throws -> [Place: Data] {
    // Tables of older versions have no artifacts.
    if sql.contains("FROM artifacts"), try !db.tableExists("artifacts") { return [:] }
    let rows = try Row.fetchAll(db, sql: sql, arguments: [run])
    return Dictionary(
      rows.map { (Place(step: $0[0], name: $0[1]), $0[2]) }, uniquingKeysWith: { $1 })
  }

  private static func text(_ bits: Int64) -> String {
    ExactNumber.text(Double(bitPattern: UInt64(bitPattern: bits)))
  }
}
