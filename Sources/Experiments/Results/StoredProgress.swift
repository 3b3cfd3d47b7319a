/// What a store already holds, read once, before anything is planned to run.
public struct StoredProgress: Hashable, Sendable {
  /// Every run of the store, of whatever sweep, by id.
  public let runs: [String: StoredRun]

  /// Makes a reading.
  public init(runs: [String: StoredRun]) {
    self.runs = runs
  }
}
