import Experiments
import Foundation
import GRDB

/// Takes out of a damaged store what can be proved to be what was written.
///
/// A run is kept if its digest agrees. One whose digest does not, that has none (it was on when its
/// sweep was killed), or that cannot be read, begins again: a run costs time, a wrong number trust.
struct Salvage {
  private let old: Database
  private let new: Database
  private let trainers: Trainers
  private var copier: RunCopier
  /// Runs' numbers, old to new.
  private var numbers: [Int64: Int64] = [:]
  private(set) var kept: [String] = []
  private(set) var lost: [RepairOutcome.Lost] = []

  init(from old: Database, into new: Database, _ trainers: Trainers) {
    self.old = old
    self.new = new
    self.trainers = trainers
    copier = RunCopier(from: old, into: new, trainers)
  }

  /// Copies all that is sound.
  mutating func carryOut(at time: Int) throws {
    for number in all("number", of: "environments") { try copier.copyEnvironment(number) }
    for number in runNumbers() { try copyRun(number) }
    try copier.copyGroundTruths()
    for number in all("number", of: "sweeps") { try copySweep(number, at: time) }
  }

  // MARK: - Runs

  private func runNumbers() -> [Int64] {
    let sources = [("number", "runs"), ("run", "sweep_runs"), ("DISTINCT run", "metrics")]
    return Set(sources.flatMap { all($0.0, of: $0.1) }).sorted()
  }

  /// A column's values as far as they can be read, from both ends.
  private func all(_ column: String, of table: String) -> [Int64] {
    ["ASC", "DESC"].flatMap { order -> [Int64] in
      var found: [Int64] = []
      let rows = try? Int64.fetchCursor(
        old, sql: "SELECT \(column) FROM \(table) ORDER BY 1 \(order)")
      while let number = try? rows?.next() { found.append(number) }
      return found
    }
  }

  private mutating func copyRun(_ run: Int64) throws {
    guard let (shell, manifest) = copier.shell(of: run) else {
      lost.append(.init(run: "number \(run)", why: "its configuration cannot be read"))
      return
    }
    guard let number = try ResultStore.insert([shell], manifest, new).first else { return }
    numbers[run] = number
    if isUntouched(run) { return }
    do {
      try new.inSavepoint {
        try copyValues(of: run, as: number)
        return .commit
      }
      kept.append(shell.id)
    } catch let fault as Fault {
      lost.append(.init(run: shell.id, why: fault.why))
    } catch {
      lost.append(.init(run: shell.id, why: "its values cannot be read"))
    }
  }

  /// Why a run is not kept.
  private struct Fault: Error {
    let why: String
  }

  /// Whether a run was never begun, so that there is nothing to keep or to lose.
  private func isUntouched(_ run: Int64) -> Bool {
    let row = try? Row.fetchOne(
      old, sql: "SELECT state, attempts FROM runs WHERE number = ?", arguments: [run])
    return row?.salvaged(0) == RunState.pending.rawValue && row?.salvaged(1) == 0
  }

  private func copyValues(of run: Int64, as number: Int64) throws {
    try copier.copyValues(of: run, as: number)
    try copier.copy("checkpoints", of: run, as: number)
    try check(number)
    try CopiedValues.renew(of: number, new, trainers)
  }

  private func check(_ number: Int64) throws {
    let stored = try Int64.fetchOne(
      new, sql: "SELECT digest FROM runs WHERE number = ?", arguments: [number])
    guard let stored else {
      throw Fault(why: "it had not ended, so nothing proves its values")
    }
    guard try Digest(ofRun: number, new).bits == stored else {
      throw Fault(why: "its values do not match their digest")
    }
  }

  // MARK: - What runs share

  private mutating func copySweep(_ sweep: Int64, at time: Int) throws {
    let row = try? Row.fetchOne(
      old, sql: "SELECT name, spec, spec_sha256, dataset, published FROM sweeps WHERE number = ?",
      arguments: [sweep])
    guard let row, let record = try? SweepRecord(row, trainers) else { return }
    let number = try ResultStore.upsert(record, new, time)
    try AnswerRows.insert((try? AnswerRows.read(record.name, old)) ?? [], sweep: number, new)
    let uncounted = (try? Schema.uncounted(inTablesOf: old)) ?? "'{}'"
    let rows = try? Row.fetchCursor(
      old,
      sql: """
        SELECT position, run, label, folder, \(uncounted) FROM sweep_runs WHERE sweep = ?
        ORDER BY position
        """, arguments: [sweep])
    while let row = try? rows?.next() {
      guard let known: Int64 = row.salvaged(1), let run = numbers[known] else { continue }
      var values = Array(row.databaseValues)
      values[1] = run.databaseValue
      // What does not fit is left out: the plan is made again from the specification.
      try? new.execute(
        sql: """
          INSERT INTO sweep_runs (sweep, position, run, label, folder, uncounted)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: StatementArguments([number.databaseValue] + values))
    }
  }
}

extension SweepRecord {
  /// Reads a row: name, spec, spec_sha256, dataset, published.
  fileprivate init(_ row: Row, _ trainers: Trainers) throws {
    let texts = Array(row.databaseValues).map { String.fromDatabaseValue($0) ?? "" }
    self.init(
      name: texts[0], spec: texts[1], specSHA256: texts[2],
      source: try Stored.decode(SourceRecord.self, texts[3]),
      published: try Stored.decode([String: [MetricName: Double]].self, texts[4]),
      manifest: trainers.manifest(ofSpec: texts[1]))
    guard SweepRecord.matches(spec: spec, sha256: specSHA256) else {
      throw StoreError(.damaged, path: name, what: "its specification")
    }
  }
}

extension Row {
  /// A column's value; `nil` where it is of another type, as it may be in a damaged store.
  func salvaged<Value: DatabaseValueConvertible>(_ column: Int) -> Value? {
    Value.fromDatabaseValue(self[column])
  }
}
