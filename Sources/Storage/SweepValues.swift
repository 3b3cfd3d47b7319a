import Experiments
import Foundation
import GRDB

/// A sweep's values by run number: one query a kind, whatever the number of runs.
struct SweepValues {
  /// Whose values are read.
  enum Scope {
    /// Those of all runs of a sweep.
    case sweep(Int64)
    /// Those of one run.
    case run(Int64)
  }

  /// Values by state, ascending.
  private(set) var metrics: [Int64: [EpochMetrics]] = [:]
  /// Reconstructions by state, ascending.
  private(set) var panels: [Int64: [EpochPanels]] = [:]
  /// Checkpoints, ascending.
  let checkpoints: [Int64: [Checkpoint]]
  /// Whether runs that were trained again came out the same.
  let attested: [Int64: Bool]
  /// Environments, by their own number.
  let environments: [Int64: Environment]
  private let path: String

  /// Reads them.
  init(_ scope: Scope, _ db: Database, path: String) throws {
    self.path = path
    checkpoints = try CheckpointRows.read(scope, db)
    attested = try AttestationRows.all(db)
    environments = try Self.environments(db)
    try readMetrics(scope, db)
    try readPanels(scope, db)
  }

  private static func rows(
    _ columns: String, of table: String, _ scope: Scope, _ db: Database
  ) throws -> RowCursor {
    let (source, number) =
      switch scope {
      case .sweep(let number):
        ("sweep_runs s JOIN \(table) v ON v.run = s.run WHERE s.sweep = ?", number)
      case .run(let number): ("\(table) v WHERE v.run = ?", number)
      }
    return try Row.fetchCursor(
      db, sql: "SELECT \(columns) FROM \(source) ORDER BY v.run, v.epoch", arguments: [number])
  }

  private static func environments(_ db: Database) throws -> [Int64: Environment] {
    let rows = try Row.fetchAll(db, sql: "SELECT number, environment FROM environments")
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        (row[0], try Stored.decode(Environment.self, row[1]))
      })
  }

  // Rows come by run and epoch, so a state's values stand together.
  private mutating func readMetrics(_ scope: Scope, _ db: Database) throws {
    let rows = try Self.rows("v.run, v.epoch, v.name, v.bits", of: "metrics", scope, db)
    var state = State(run: -1, epoch: 0)
    while let row = try rows.next() {
      let next = State(run: row[0], epoch: row[1])
      if next.run != state.run || next.epoch != state.epoch {
        close(state)
        state = next
      }
      state.metrics.append(try metric(row[2], row[3]))
    }
    close(state)
  }

  private struct State {
    let run: Int64
    let epoch: Int
    var metrics: [Metric] = []
  }

  private mutating func close(_ state: State) {
    guard !state.metrics.isEmpty else { return }
    let ordered = state.metrics.sorted {
      Self.order[$0.name, default: 0] < Self.order[$1.name, default: 0]
    }
    metrics[state.run, default: []].append(EpochMetrics(epoch: state.epoch, metrics: ordered))
  }

  private static let order = Dictionary(
    uniqueKeysWithValues: MetricName.allCases.enumerated().map { ($1, $0) })

  private func metric(_ name: String, _ bits: Int64) throws -> Metric {
    guard let name = MetricName(rawValue: name) else {
      throw StoreError(.damaged, path: path, what: "a value has no known name: \(name)")
    }
    return Metric(name, Double(bitPattern: UInt64(bitPattern: bits)))
  }

  private mutating func readPanels(_ scope: Scope, _ db: Database) throws {
    let rows = try Self.rows("v.run, v.epoch, v.panels", of: "reconstructions", scope, db)
    while let row = try rows.next() {
      let epoch: Int = row[1]
      guard let value = PanelsBlob.decode(row[2]) else {
        throw StoreError(
          .damaged, path: path, what: "a reconstruction of epoch \(epoch) cannot be read")
      }
      panels[row[0], default: []].append(EpochPanels(epoch: epoch, panels: value))
    }
  }
}
