/// Everything a report is made from: a sweep's values, read once from the store or `results.jsonl`.
public struct SweepResults: Hashable, Sendable {
  /// The sweep.
  public let sweep: SweepRecord
  /// The first test batch, as it is; `nil` until a run has begun.
  public let groundTruth: Panels?
  /// Its runs, in the plan's order.
  public let runs: [RunResult]
  /// How long its runs took by the clock on the wall; `nil` where that was not kept.
  public let wallClock: WallClock?
  /// What its search program answered.
  public let answers: [SearchAnswer]

  /// Makes results.
  public init(
    sweep: SweepRecord, groundTruth: Panels?, runs: [RunResult], wallClock: WallClock? = nil,
    answers: [SearchAnswer] = []
  ) {
    self.sweep = sweep
    self.groundTruth = groundTruth
    self.runs = runs
    self.wallClock = wallClock
    self.answers = answers
  }
}
