import Experiments

/// A run on one line while the store is being read: its texts are UTF-8 in SQLite's memory, there
/// only during the call that is given it. What is to stay is a ``RunListing``.
public struct RunLine {
  /// UTF-8 that is there for a moment.
  public typealias Text = UnsafeBufferPointer<UInt8>

  /// The sweep.
  public let sweep: String
  /// What it is doing, or how it ended.
  public let state: RunState
  private let row: StoredRow

  static let columns = columns(label: "s.label", checkpointEvery: "s.checkpoint_every")

  static func columns(label: String, checkpointEvery: String) -> String {
    """
    r.id, \(label), r.family, r.cell, r.seed, r.state, r.attempts, r.epochs, r.train_mse,
    r.test_mse, r.seconds, r.failure, \(evaluatedEpoch), r.configuration, \(checkpointEvery)
    """
  }
  static let columnCount = 15
  // A finished run was evaluated at its end.
  private static let evaluatedEpoch = """
    CASE WHEN r.state = 'finished' THEN r.epochs WHEN r.attempts > 0 THEN
      (SELECT epoch FROM metrics WHERE run = r.number AND name = 'test_mse'
        ORDER BY epoch DESC LIMIT 1) END
    """

  /// - Parameter row: Begins with ``columns``.
  init(_ row: StoredRow, of sweep: String, _ states: StateReader) throws {
    self.row = row
    self.sweep = sweep
    state = try states.state(row.text(5), attempts: row.integer(6))
    try states.check(
      isSound: row.integer(6).isCount && row.integer(7).isCount && (row.real(10) ?? 0).isDuration)
  }

  /// The run's id.
  public var id: Text { row.text(0) }
  /// What people call it within the sweep.
  public var label: Text { row.text(1) }
  /// `cnn`, `rnn`, `crnn` or `resrnn`.
  public var family: Text { row.text(2) }
  /// `rnn`, `lstm` or `gru`; `cnn` where there is none.
  public var cell: Text { row.text(3) }
  /// Its seed.
  public var seed: Int { row.integer(4) }
  /// How often it was begun.
  public var attempts: Int { row.integer(6) }
  /// Epochs completed and measured so far.
  public var epochs: Int { row.integer(7) }
  /// The train MSE of ``evaluatedEpoch``; `nil` if there is none or it is not finite.
  public var trainMSE: Double? { hasHeadline ? row.real(8) : nil }
  /// The test MSE of ``evaluatedEpoch``; `nil` if there is none or it is not finite.
  public var testMSE: Double? { hasHeadline ? row.real(9) : nil }
  /// The epoch that the run was last evaluated at; `nil` if it was not, or diverged after it.
  public var evaluatedEpoch: Int? { hasHeadline ? row.integer(12) : nil }
  /// All that changes its numbers, as canonical JSON.
  public var configuration: Text { row.text(13) }
  /// A checkpoint is written every so many epochs; `nil` of a run that no sweep lists.
  public var checkpointEvery: Int? { row.isNull(14) ? nil : row.integer(14) }
  /// Seconds of training, over all attempts.
  public var seconds: Double { row.real(10) ?? 0 }
  /// Why it failed or where it diverged; `nil` else.
  public var failure: Text? { row.isNull(11) ? nil : row.text(11) }

  // As `RunResult.headline` has it.
  private var hasHeadline: Bool {
    !row.isNull(12) && (state != .diverged || row.integer(12) == epochs)
  }
}

extension RunListing {
  /// What a line says, kept.
  init(_ line: RunLine) {
    func kept(_ text: RunLine.Text) -> String { String(decoding: text, as: UTF8.self) }
    self.init(
      sweep: line.sweep, id: kept(line.id), label: kept(line.label), family: kept(line.family),
      cell: kept(line.cell), seed: line.seed, state: line.state, attempts: line.attempts,
      epochs: line.epochs, trainMSE: line.trainMSE, testMSE: line.testMSE, seconds: line.seconds,
      failure: line.failure.map(kept), evaluatedEpoch: line.evaluatedEpoch)
  }
}
