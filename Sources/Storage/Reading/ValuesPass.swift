import Experiments
import GRDB

/// Takes runs' values as they are read.
protocol ValueTaker {
  /// Takes a metric: its row has the columns of ``RunProof/metricColumns``.
  mutating func take(metric row: StoredRow) throws
  /// Takes a reconstruction: its row has the columns of ``RunProof/reconstructionColumns``.
  mutating func take(reconstruction row: StoredRow) throws
  /// Takes an artifact: its row has the columns of ``RunProof/artifactColumns``.
  mutating func take(artifact row: StoredRow) throws
}

/// Reads runs' values and proves them, in one pass over the tables, however many there are.
///
/// All tables are read in the order of runs' numbers and put together here; a query a run would take
/// ten times as long.
struct ValuesPass {
  private var metrics: RowsOfRuns
  private var reconstructions: RowsOfRuns
  private var artifacts: RowsOfRuns
  private var lastValues: RowsOfRuns
  private var last = LastValues()

  /// Gives the values of some runs, and tells what is wrong with them: runs whose values changed
  /// since their digest was made, or contradict their copies for people.
  static func mismatches(
    _ scope: RunScope, _ db: Database, _ trainers: Trainers, into taker: inout some ValueTaker
  ) throws -> [DigestMismatch] {
    var found: [DigestMismatch] = []
    var configurations = ConfigurationReader(trainers)
    try each(scope, db, into: &taker) { found += $0.mismatches($1, &configurations) }
    return found
  }

  /// As above, where nobody needs the values.
  static func mismatches(
    _ scope: RunScope, _ db: Database, _ trainers: Trainers
  ) throws -> [DigestMismatch] {
    var nobody = Nobody()
    return try mismatches(scope, db, trainers, into: &nobody)
  }

  fileprivate static func each(
    _ scope: RunScope, _ db: Database, into taker: inout some ValueTaker,
    _ prove: (RunProof, LastValues) -> Void
  ) throws {
    var pass = try ValuesPass(scope, db)
    let condition = scope.condition(on: "number")
    let runs = try StoredRows(
      db, sql: "SELECT \(RunProof.columns) FROM runs \(condition) ORDER BY number",
      arguments: scope.arguments)
    while let run = try runs.next() {
      var proof = RunProof(run)
      try pass.add(to: &proof, &taker)
      prove(proof, pass.last)
    }
  }

  fileprivate struct Nobody: ValueTaker {
    func take(metric row: StoredRow) {}
    func take(reconstruction row: StoredRow) {}
    func take(artifact row: StoredRow) {}
  }

  private init(_ scope: RunScope, _ db: Database) throws {
    func rows(_ columns: String, _ table: String, _ order: String) throws -> RowsOfRuns {
      try RowsOfRuns(
        db,
        sql: """
          SELECT \(columns) FROM \(table) \(scope.condition(on: "run")) ORDER BY run, \(order)
          """, arguments: scope.arguments)
    }
    let isOld = try Schema.version(of: db) < 5
    metrics = try rows(RunProof.metricColumns, "metrics", "epoch, name")
    reconstructions = try rows(RunProof.reconstructionColumns, "reconstructions", "epoch")
    artifacts = try isOld ? .none : rows(RunProof.artifactColumns, "artifacts", "step, name")
    lastValues = try rows(LastValues.columns, isOld ? Schema.oldLastValues : "last_values", "name")
  }

  private mutating func add(to proof: inout RunProof, _ taker: inout some ValueTaker) throws {
    last.begin(proof.number)
    try metrics.each(of: proof.number) { row in
      proof.add(metric: row)
      last.take(metric: row)
      try taker.take(metric: row)
    }
    try reconstructions.each(of: proof.number) { row in
      proof.add(reconstruction: row)
      try taker.take(reconstruction: row)
    }
    try artifacts.each(of: proof.number) { row in
      proof.add(artifact: row)
      try taker.take(artifact: row)
    }
    try lastValues.each(of: proof.number) { last.compare($0) }
  }
}

extension Digest {
  /// The digest of all that a run measured.
  init(ofRun run: Int64, _ db: Database) throws {
    var (digest, nobody) = (Digest(), ValuesPass.Nobody())
    try ValuesPass.each(.run(run), db, into: &nobody) { proof, _ in digest = proof.digest }
    self = digest
  }
}
