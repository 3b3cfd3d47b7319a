import Experiments

/// What proves that a run's values are those that were written: the one definition of its digest,
/// and that what the store says twice it says alike.
///
/// A digest is of the run's id and configuration, then its metrics by epoch and name, then its
/// reconstructions by epoch.
struct RunProof {
  private let run: StoredRow
  /// The digest of what was added so far.
  private(set) var digest = Digest()
  private var last = LastValues()
  private var faults: [String] = []

  /// The columns of a run's row.
  static let columns = """
    number, id, configuration, digest, epochs, train_mse, test_mse, train_mse_running,
      test_mse_running, state, family, cell, seed
    """
  /// The columns of a metric's row.
  static let metricColumns = "run, epoch, name, bits, value"
  /// The columns of a reconstruction's row.
  static let reconstructionColumns = "run, epoch, panels"

  /// Begins a proof; it is of use as long as the run's row is there.
  init(_ run: StoredRow) {
    self.run = run
    digest.add(run.text(1))
    digest.add(run.text(2))
  }

  /// The run's number in the store.
  var number: Int { run.integer(0) }

  /// Adds the next metric.
  mutating func add(metric row: StoredRow) {
    digest.add(Int64(row.integer(1)))
    digest.add(row.text(2))
    digest.add(Int64(row.integer(3)))
    last.take(row)
    if !Self.agrees(row) {
      faults.append("\(row.string(2)) of epoch \(row.integer(1)): value and bits disagree")
    }
  }

  /// Adds the next reconstruction.
  mutating func add(reconstruction row: StoredRow) {
    digest.add(Int64(row.integer(1)))
    digest.add(row.blob(2))
  }

  /// What is wrong, when all was added. A run that has not ended has no digest yet.
  func mismatches(_ configurations: inout ConfigurationReader) -> [DigestMismatch] {
    var found = faults
    if !run.isNull(3), digest.bits != Int64(run.integer(3)) {
      found.append("its values do not match their digest")
    } else if run.isNull(3), Self.hasEnded(run.text(9)) {
      found.append("it has ended, but its values have no digest")
    } else if !last.agrees(with: run) {
      found.append("the values in its row are not those it measured last")
    } else if !agrees(try? configurations.read(run.text(2))) {
      found.append("its row does not match its configuration")
    }
    return found.map { DigestMismatch(run: run.string(1), what: $0) }
  }

  private func agrees(_ configuration: Configuration?) -> Bool {
    guard let configuration else { return false }
    return run.text(10).elementsEqual(configuration.family.utf8)
      && run.text(11).elementsEqual(configuration.cell.utf8)
      && run.integer(12) == configuration.seed
  }

  private static func agrees(_ row: StoredRow) -> Bool {
    let exact = Double(bitPattern: UInt64(bitPattern: Int64(row.integer(3))))
    return row.real(4) == (exact.isFinite ? exact : nil)
  }

  private static let ends = [RunState.finished, .diverged, .failed].map { Array($0.rawValue.utf8) }

  private static func hasEnded(_ state: StoredRow.Bytes) -> Bool {
    ends.contains { state.elementsEqual($0) }
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
