import GRDB

/// Takes runs' values as they are read.
protocol ValueTaker {
  /// Takes a metric: its row has the columns of ``RunProof/metricColumns``.
  mutating func take(metric row: StoredRow) throws
  /// Takes a reconstruction: its row has the columns of ``RunProof/reconstructionColumns``.
  mutating func take(reconstruction row: StoredRow) throws
}

/// Reads runs' values and proves them, in one pass over the tables, however many there are.
///
/// All three tables are read in the order of runs' numbers and put together here; a query a run
/// would take ten times as long.
struct ValuesPass {
  private let metrics: StoredRows
  private let reconstructions: StoredRows
  private var metric: StoredRow?
  private var reconstruction: StoredRow?

  /// Gives the values of some runs, and tells what is wrong with them: runs whose values changed
  /// since their digest was made, or contradict their copies for people.
  static func mismatches(
    _ scope: RunScope, _ db: Database, into taker: inout some ValueTaker
  ) throws -> [DigestMismatch] {
    var found: [DigestMismatch] = []
    var configurations = ConfigurationReader()
    try each(scope, db, into: &taker) { found += $0.mismatches(&configurations) }
    return found
  }

  /// As above, where nobody needs the values.
  static func mismatches(_ scope: RunScope, _ db: Database) throws -> [DigestMismatch] {
    var nobody = Nobody()
    return try mismatches(scope, db, into: &nobody)
  }

  fileprivate static func each(
    _ scope: RunScope, _ db: Database, into taker: inout some ValueTaker,
    _ prove: (RunProof) -> Void
  ) throws {
    var pass = try ValuesPass(scope, db)
    let condition = scope.condition(on: "number")
    let runs = try StoredRows(
      db, sql: "SELECT \(RunProof.columns) FROM runs \(condition) ORDER BY number",
      arguments: scope.arguments)
    while let run = try runs.next() {
      var proof = RunProof(run)
      try pass.addMetrics(to: &proof, &taker)
      try pass.addReconstructions(to: &proof, &taker)
      prove(proof)
    }
  }

  fileprivate struct Nobody: ValueTaker {
    func take(metric row: StoredRow) {}
    func take(reconstruction row: StoredRow) {}
  }

  private init(_ scope: RunScope, _ db: Database) throws {
    let condition = scope.condition(on: "run")
    metrics = try StoredRows(
      db,
      sql: "SELECT \(RunProof.metricColumns) FROM metrics \(condition) ORDER BY run, epoch, name",
      arguments: scope.arguments)
    reconstructions = try StoredRows(
      db,
      sql: """
        SELECT \(RunProof.reconstructionColumns) FROM reconstructions \(condition)
        ORDER BY run, epoch
        """, arguments: scope.arguments)
    metric = try metrics.next()
    reconstruction = try reconstructions.next()
  }

  private mutating func addMetrics(
    to proof: inout RunProof, _ taker: inout some ValueTaker
  ) throws {
    while let row = metric, row.integer(0) <= proof.number {
      if row.integer(0) == proof.number {
        proof.add(metric: row)
        try taker.take(metric: row)
      }
      metric = try metrics.next()
    }
  }

  private mutating func addReconstructions(
    to proof: inout RunProof, _ taker: inout some ValueTaker
  ) throws {
    while let row = reconstruction, row.integer(0) <= proof.number {
      if row.integer(0) == proof.number {
        proof.add(reconstruction: row)
        try taker.take(reconstruction: row)
      }
      reconstruction = try reconstructions.next()
    }
  }
}

extension Digest {
  /// The digest of all that a run measured.
  init(ofRun run: Int64, _ db: Database) throws {
    var (digest, nobody) = (Digest(), ValuesPass.Nobody())
    try ValuesPass.each(.run(run), db, into: &nobody) { digest = $0.digest }
    self = digest
  }
}
