import Experiments

/// What proves that a run's values are those that were written: the one definition of its digest,
/// and that what the store says twice it says alike.
///
/// A digest is of the run's id and configuration, then its metrics by step and name, then its
/// reconstructions by epoch, then its artifacts by step and name, if it has any.
struct RunProof {
  private let run: StoredRow
  /// The digest of what was added so far.
  private(set) var digest = Digest()
  private var faults: [String] = []

  /// The columns of a run's row.
  static let columns = """
    number, id, configuration, digest, epochs, state, family, cell, seed
    """
  /// The columns of a metric's row.
  static let metricColumns = "run, epoch, name, bits, value"
  /// The columns of a reconstruction's row.
  static let reconstructionColumns = "run, epoch, panels"
  /// The columns of an artifact's row.
  static let artifactColumns = "run, step, name, kind, file, content"

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
    if !Self.agrees(row) {
      faults.append("\(row.string(2)) of epoch \(row.integer(1)): value and bits disagree")
    }
  }

  /// Adds the next reconstruction.
  mutating func add(reconstruction row: StoredRow) {
    digest.add(Int64(row.integer(1)))
    digest.add(row.blob(2))
  }

  /// Adds the next artifact.
  mutating func add(artifact row: StoredRow) {
    digest.add(Int64(row.integer(1)))
    for column in 2...4 { digest.add(row.text(column)) }
    digest.add(row.blob(5))
  }

  /// What is wrong, when all was added. A run that has not ended has no digest yet.
  ///
  /// - Parameter last: What was measured last, and what the store says of that.
  func mismatches(
    _ last: LastValues, _ configurations: inout ConfigurationReader
  ) -> [DigestMismatch] {
    var found = faults
    if !run.isNull(3), digest.bits != Int64(run.integer(3)) {
      found.append("its values do not match their digest")
    } else if run.isNull(3), Self.hasEnded(run.text(5)) {
      found.append("it has ended, but its values have no digest")
    } else if !last.agrees || last.step != run.integer(4) {
      found.append("the values shown in lists are not those it measured last")
    } else if !agrees(try? configurations.read(run.text(2))) {
      found.append("its row does not match its configuration")
    }
    return found.map { DigestMismatch(run: run.string(1), what: $0) }
  }

  private func agrees(_ configuration: Configuration?) -> Bool {
    guard let configuration else { return false }
    let shown = Stored.shown(configuration)
    return run.text(6).elementsEqual(shown.family.utf8)
      && run.text(7).elementsEqual(shown.cell.utf8) && run.integer(8) == configuration.seed
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
