import Experiments
import Foundation
import GRDB

/// Runs' values by number, proved: one query a kind, whatever the number of runs.
struct SweepValues {
  /// Values by state, ascending.
  private(set) var metrics: [Int64: [EpochMetrics]] = [:]
  /// Reconstructions by state, ascending.
  private(set) var panels: [Int64: [EpochPanels]] = [:]
  /// Artifacts by step and name, ascending.
  private(set) var artifacts: [Int64: [Artifact]] = [:]
  /// Checkpoints, ascending.
  let checkpoints: [Int64: [Checkpoint]]
  /// Whether runs that were trained again came out the same.
  let attested: [Int64: Bool]
  /// Environments, by their own number.
  let environments: [Int64: Environment]
  private let path: String
  private var state = State(run: -1, epoch: 0)

  /// Reads them.
  ///
  /// - Parameters:
  ///   - manifest: What the runs' trainer declares.
  ///   - trainers: What reads configurations.
  /// - Throws: ``StoreError`` `.damaged` where a run's values are not those that were written.
  init(
    _ scope: RunScope, _ manifest: Manifest, _ db: Database, _ trainers: Trainers, path: String
  ) throws {
    self.path = path
    order = Dictionary(
      manifest.metrics.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    checkpoints = try StoredNames.checked(CheckpointRows.read(scope, db))
    attested = try AttestationRows.all(db)
    environments = try Self.environments(db)
    try StoreError.refuse(ValuesPass.mismatches(scope, db, trainers, into: &self), path: path)
    close()
  }

  private static func environments(_ db: Database) throws -> [Int64: Environment] {
    let rows = try Row.fetchAll(db, sql: "SELECT number, environment FROM environments")
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        (row[0], try Stored.decode(Environment.self, row[1]))
      })
  }

  /// The values of one state: rows come by run and epoch, so they stand together.
  private struct State {
    let run: Int64
    let epoch: Int
    var metrics: [Metric] = []
  }

  private mutating func close() {
    guard !state.metrics.isEmpty else { return }
    let ordered = state.metrics.sorted { one, other in
      let last = order.count
      let (left, right) = (order[one.name, default: last], order[other.name, default: last])
      return left == right ? one.name < other.name : left < right
    }
    metrics[state.run, default: []].append(EpochMetrics(epoch: state.epoch, metrics: ordered))
  }

  /// The places of metrics in the order in which their trainer declares them.
  private let order: [MetricName: Int]

  /// Names that were read, with their bytes: there are few, and each comes often.
  private var names: [(name: MetricName, stored: [UInt8])] = []

  private mutating func name(_ stored: StoredRow.Bytes) throws -> MetricName {
    if let known = names.first(where: { stored.elementsEqual($0.stored) }) { return known.name }
    let name = MetricName(String(decoding: stored, as: UTF8.self))
    do throws(RuleBroken) { try name.check() } catch {
      throw StoreError(.damaged, path: path, what: "a value has no name: \(error)")
    }
    names.append((name, Array(stored)))
    return name
  }
}

extension SweepValues: ValueTaker {
  mutating func take(metric row: StoredRow) throws {
    let (run, epoch) = (Int64(row.integer(0)), row.integer(1))
    if run != state.run || epoch != state.epoch {
      close()
      state = State(run: run, epoch: epoch)
    }
    let bits = UInt64(bitPattern: Int64(row.integer(3)))
    state.metrics.append(Metric(try name(row.text(2)), Double(bitPattern: bits)))
  }

  mutating func take(reconstruction row: StoredRow) throws {
    let epoch = row.integer(1)
    guard let value = PanelsBlob.decode(Data(row.blob(2))) else {
      throw StoreError(
        .damaged, path: path, what: "a reconstruction of epoch \(epoch) cannot be read")
    }
    panels[Int64(row.integer(0)), default: []].append(EpochPanels(epoch: epoch, panels: value))
  }

  mutating func take(artifact row: StoredRow) throws {
    guard let kind = Artifact.Kind(rawValue: row.string(3)) else {
      throw StoreError(.damaged, path: path, what: "an artifact is of no known kind")
    }
    let artifact = Artifact(
      name: row.string(2), step: row.integer(1), kind: kind, file: row.string(4),
      content: Array(row.blob(5)))
    try artifact.check()
    artifacts[Int64(row.integer(0)), default: []].append(artifact)
  }
}
