import Experiments
import Foundation
import GRDB

/// Takes runs out of a store into another, with what they share: machines and first test batches.
/// The stores' tables may be of different versions.
struct RunCopier {
  private let old: Database
  private let new: Database
  private let trainers: Trainers
  private let rows: RowCopier
  /// Environments' numbers, old to new.
  private var environments: [Int64: Int64] = [:]

  init(from old: Database, into new: Database, _ trainers: Trainers) {
    (self.old, self.new, self.trainers) = (old, new, trainers)
    rows = RowCopier(old: old, new: new)
  }

  // MARK: - What a run is

  /// A run without what a sweep calls it, and what its sweep declares; `nil` where its configuration
  /// cannot be read or is not the one that its id was made of.
  ///
  /// - Parameter run: Its number in the old store.
  func shell(of run: Int64) -> (Run, Manifest)? {
    guard let configuration = configuration(of: run) else { return nil }
    let shell = Run(
      id: configuration.id, label: configuration.id, configuration: configuration, folder: "",
      uncounted: ParameterValues([]))
    return (shell, manifest(of: run) ?? trainers.manifest(ofUnlisted: configuration))
  }

  /// What a sweep that lists a run declares.
  private func manifest(of run: Int64) -> Manifest? {
    let spec = try? String.fetchOne(
      old,
      sql: """
        SELECT w.spec FROM sweep_runs s JOIN sweeps w ON w.number = s.sweep WHERE s.run = ? LIMIT 1
        """, arguments: [run])
    return spec.map(trainers.manifest)
  }

  private func configuration(of run: Int64) -> Experiments.Configuration? {
    let row = try? Row.fetchOne(
      old, sql: "SELECT id, configuration FROM runs WHERE number = ?", arguments: [run])
    guard let row, let id: String = row.salvaged(0), let text: String = row.salvaged(1),
      let configuration = try? Stored.configuration(text, trainers), configuration.id == id,
      Stored.text(of: configuration) == text
    else { return nil }
    return configuration
  }

  // MARK: - Copying

  /// Copies a machine, so that runs on it can be copied.
  mutating func copyEnvironment(_ number: Int64) throws {
    guard environments[number] == nil else { return }
    let text = try? String.fetchOne(
      old, sql: "SELECT environment FROM environments WHERE number = ?", arguments: [number])
    guard let text, (try? Stored.decode(Environment.self, text)) != nil else { return }
    try new.execute(
      sql: "INSERT INTO environments (environment) VALUES (?) ON CONFLICT DO NOTHING",
      arguments: [text])
    environments[number] = try Int64.fetchOne(
      new, sql: "SELECT number FROM environments WHERE environment = ?", arguments: [text])
  }

  /// Copies a run's row, its values and its attempts; its checkpoints are left to the caller. What the
  /// store says twice of the values is to be made again, once their digest was looked at.
  func copyValues(of run: Int64, as number: Int64) throws {
    try rows.copy(
      [
        "state", "attempts", "seconds", "sequences", "epochs", "failure", "diverged_at", "digest",
        "core_seconds", "changed_at",
      ], ofRun: run, as: number)
    let later = ["artifacts", "attestations"].filter { (try? old.tableExists($0)) == true }
    for table in ["metrics", "reconstructions", "attempts", "warnings"] + later {
      try copy(table, of: run, as: number)
    }
    let known = try Int64.fetchOne(
      old, sql: "SELECT environment FROM runs WHERE number = ?", arguments: [run])
    try new.execute(
      sql: "UPDATE runs SET environment = ? WHERE number = ?",
      arguments: [known.flatMap { environments[$0] }, number])
    try tellDivergence(of: number)
  }

  /// Copies a run's rows of a table.
  func copy(_ table: String, of run: Int64, as number: Int64) throws {
    try rows.copy(table, of: run, as: number, environments: environments)
  }

  // Tables before version 5 say only in the attempt where a run diverged.
  private func tellDivergence(of number: Int64) throws {
    try new.execute(
      sql: """
        UPDATE runs SET diverged_at = (SELECT ended ->> '$.diverged.epoch' FROM attempts
          WHERE run = runs.number AND attempt = runs.attempts)
        WHERE number = ? AND state = 'diverged' AND diverged_at IS NULL
        """, arguments: [number])
  }

  /// Copies first test batches that have their digest and that the new store lacks.
  func copyGroundTruths() throws {
    let rows = try? Row.fetchCursor(
      old, sql: "SELECT fingerprint, split_seed, batch_size, panels, digest FROM ground_truths")
    while let row = try? rows?.next() {
      guard let panels: Data = row.salvaged(3), let bits: Int64 = row.salvaged(4),
        PanelsBlob.hasDigest(panels, bits)
      else { continue }
      try new.execute(
        sql: "INSERT INTO ground_truths VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: StatementArguments(row.databaseValues))
    }
  }
}
