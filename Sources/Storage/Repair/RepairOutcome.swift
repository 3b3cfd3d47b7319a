/// What became of a store that was repaired.
public struct RepairOutcome: Codable, Hashable, Sendable {
  /// A run that has to be run again, and why.
  public struct Lost: Codable, Hashable, Sendable {
    /// Its id, or its number in the damaged store where not even that can be read.
    public let run: String
    /// What is wrong with what the store has of it.
    public let why: String
  }

  /// Where the damaged file lies now, unchanged; `nil` where the store itself was sound.
  public var damaged: String?
  /// Ids of runs that are kept as they are.
  public var kept: [String] = []
  /// Ids of runs taken from a report's `results.jsonl`.
  public var restored: [String] = []
  /// Runs that go on from an earlier checkpoint, or from nothing.
  public var lost: [Lost] = []
  /// Runs whose values are kept whole and which lack checkpoints' files.
  public var incomplete: [Lost] = []
}
