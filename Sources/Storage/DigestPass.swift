import Foundation
import GRDB

/// Compares all runs' values with their digests in one pass over the tables, however many there are.
///
/// All three tables are read in the order of runs' numbers and put together here; a query a run
/// would take ten times as long.
struct DigestPass {
  private let metrics: RowCursor
  private let reconstructions: RowCursor
  private var metric: Row?
  private var reconstruction: Row?
  private var found: [DigestMismatch] = []

  /// Runs whose values changed since their digest was made, or contradict their copies for people.
  static func mismatches(_ db: Database) throws -> [DigestMismatch] {
    var pass = try DigestPass(db)
    let runs = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, id, configuration, digest, epochs, train_mse, test_mse, train_mse_running,
          test_mse_running
        FROM runs ORDER BY number
        """)
    while let run = try runs.next() { try pass.check(run) }
    return pass.found
  }

  private init(_ db: Database) throws {
    metrics = try Row.fetchCursor(
      db, sql: "SELECT run, epoch, name, bits, value FROM metrics ORDER BY run, epoch, name")
    reconstructions = try Row.fetchCursor(
      db, sql: "SELECT run, epoch, panels FROM reconstructions ORDER BY run, epoch")
    metric = try metrics.next()
    reconstruction = try reconstructions.next()
  }

  private mutating func check(_ run: Row) throws {
    let (number, id): (Int64, String) = (run[0], run[1])
    var digest = Digest()
    digest.add(id)
    digest.add(run[2] as String)
    let last = try addMetrics(of: number, id, to: &digest)
    try addReconstructions(of: number, to: &digest)
    guard let stored = run[3] as Int64? else { return }
    if digest.bits != stored {
      tell(id, "its values do not have the digest they were given")
    } else if !last.agrees(with: run) {
      tell(id, "the values in its row are not those it measured last")
    }
  }

  private mutating func addMetrics(
    of run: Int64, _ id: String, to digest: inout Digest
  ) throws -> LastValues {
    var last = LastValues()
    while let row = metric, (row[0] as Int64) <= run {
      if row[0] == run {
        digest.add(row[1] as Int64)
        digest.add(row[2] as String)
        digest.add(row[3] as Int64)
        last.take(row)
        if !Self.agrees(row) {
          let (epoch, name): (Int, String) = (row[1], row[2])
          tell(id, "\(name) of epoch \(epoch): value and bits disagree")
        }
      }
      metric = try metrics.next()
    }
    return last
  }

  private mutating func addReconstructions(of run: Int64, to digest: inout Digest) throws {
    while let row = reconstruction, (row[0] as Int64) <= run {
      if row[0] == run {
        digest.add(row[1] as Int64)
        digest.add(row[2] as Data)
      }
      reconstruction = try reconstructions.next()
    }
  }

  private static func agrees(_ row: Row) -> Bool {
    let exact = Double(bitPattern: UInt64(bitPattern: row[3]))
    return (row[4] as Double?) == (exact.isFinite ? exact : nil)
  }

  private mutating func tell(_ run: String, _ what: String) {
    found.append(DigestMismatch(run: run, what: what))
  }
}

/// What a run's row repeats of its metrics.
private struct LastValues {
  private var epoch = 0
  private var values: [String: Double?] = [:]
  // In the order in which they stand in the row, from its sixth column on.
  private static let names = ["train_mse", "test_mse", "train_mse_running", "test_mse_running"]

  /// Takes a metric's row; later states come later.
  mutating func take(_ row: Row) {
    epoch = max(epoch, row[1])
    let name: String = row[2]
    if Self.names.contains(name) { values[name] = .some(row[4] as Double?) }
  }

  func agrees(with run: Row) -> Bool {
    (run[4] as Int) == epoch
      && Self.names.enumerated().allSatisfy { column, name in
        (run[5 + column] as Double?) == values[name] ?? nil
      }
  }
}
