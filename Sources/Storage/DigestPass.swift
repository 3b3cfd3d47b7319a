import GRDB

/// Compares all runs' values with their digests in one pass over the tables, however many there are.
///
/// All three tables are read in the order of runs' numbers and put together here; a query a run
/// would take ten times as long.
struct DigestPass {
  private let metrics: StoredRows
  private let reconstructions: StoredRows
  private var metric: StoredRow?
  private var reconstruction: StoredRow?
  private var found: [DigestMismatch] = []

  /// Runs whose values changed since their digest was made, or contradict their copies for people.
  static func mismatches(_ db: Database) throws -> [DigestMismatch] {
    var pass = try DigestPass(db)
    try StoredRow.each(
      db,
      sql: """
        SELECT number, id, configuration, digest, epochs, train_mse, test_mse, train_mse_running,
          test_mse_running
        FROM runs ORDER BY number
        """
    ) { try pass.check($0) }
    return pass.found
  }

  private init(_ db: Database) throws {
    metrics = try StoredRows(
      db, sql: "SELECT run, epoch, name, bits, value FROM metrics ORDER BY run, epoch, name")
    reconstructions = try StoredRows(
      db, sql: "SELECT run, epoch, panels FROM reconstructions ORDER BY run, epoch")
    metric = try metrics.next()
    reconstruction = try reconstructions.next()
  }

  private mutating func check(_ run: StoredRow) throws {
    let number = run.integer(0)
    var digest = Digest()
    digest.add(run.text(1))
    digest.add(run.text(2))
    let last = try addMetrics(of: number, run, to: &digest)
    try addReconstructions(of: number, to: &digest)
    guard !run.isNull(3) else { return }
    if digest.bits != run.integer(3) {
      tell(run, "its values do not have the digest they were given")
    } else if !last.agrees(with: run) {
      tell(run, "the values in its row are not those it measured last")
    }
  }

  private mutating func addMetrics(
    of number: Int, _ run: StoredRow, to digest: inout Digest
  ) throws -> LastValues {
    var last = LastValues()
    while let row = metric, row.integer(0) <= number {
      if row.integer(0) == number {
        digest.add(Int64(row.integer(1)))
        digest.add(row.text(2))
        digest.add(Int64(row.integer(3)))
        last.take(row)
        if !Self.agrees(row) {
          tell(run, "\(row.string(2)) of epoch \(row.integer(1)): value and bits disagree")
        }
      }
      metric = try metrics.next()
    }
    return last
  }

  private mutating func addReconstructions(of number: Int, to digest: inout Digest) throws {
    while let row = reconstruction, row.integer(0) <= number {
      if row.integer(0) == number {
        digest.add(Int64(row.integer(1)))
        digest.add(row.blob(2))
      }
      reconstruction = try reconstructions.next()
    }
  }

  private static func agrees(_ row: StoredRow) -> Bool {
    let exact = Double(bitPattern: UInt64(bitPattern: Int64(row.integer(3))))
    return row.real(4) == (exact.isFinite ? exact : nil)
  }

  private mutating func tell(_ run: StoredRow, _ what: String) {
    found.append(DigestMismatch(run: run.string(1), what: what))
  }
}

/// What a run's row repeats of its metrics.
private struct LastValues {
  private var epoch = 0
  private var values: [Double?] = [nil, nil, nil, nil]
  // In the order in which they stand in the row, from its sixth column on.
  private static let names = ["train_mse", "test_mse", "train_mse_running", "test_mse_running"]
    .map { Array($0.utf8) }

  /// Takes a metric's row; later states come later.
  mutating func take(_ row: StoredRow) {
    epoch = max(epoch, row.integer(1))
    let name = row.text(2)
    if let place = Self.names.firstIndex(where: { name.elementsEqual($0) }) {
      values[place] = row.real(4)
    }
  }

  func agrees(with run: StoredRow) -> Bool {
    run.integer(4) == epoch && values.indices.allSatisfy { run.real(5 + $0) == values[$0] }
  }
}
