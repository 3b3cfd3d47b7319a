import Experiments

/// What a store may take from another one, run by run, before anything is changed.
public struct MergePlan: Sendable {
  /// A run that is at its end there and not here.
  public struct Taken: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// Its checkpoints there, ascending; paths are relative to that store's save folder.
    public let checkpoints: [Checkpoint]
    /// Its number there.
    let number: Int64
    /// The digest of its values.
    let digest: Int64
  }

  /// What the other store has of a sweep that this one may lack.
  struct TakenSweep: Sendable {
    let record: SweepRecord
    let runs: [Run]
    let answers: [SearchAnswer]
  }

  /// Runs to take, in the other store's order.
  public internal(set) var taken: [Taken] = []
  /// Ids of runs that both have at their end, with the same values.
  public internal(set) var equal: [String] = []
  /// Runs that both have at their end, with other values.
  public internal(set) var conflicts: [MergeConflict] = []
  /// Runs, by id, and other parts that are not what was written, and so are left there.
  public internal(set) var damaged: [DigestMismatch] = []
  /// How many runs are not at their end there.
  public internal(set) var unfinished = 0
  /// Names of sweeps that this store gets with their lists of runs.
  public internal(set) var sweeps: [String] = []
  /// Names of sweeps that this store has with another specification.
  public internal(set) var otherSpecs: [String] = []
  var lists: [TakenSweep] = []

  /// Whether there is something to write.
  public var changesNothing: Bool { taken.isEmpty && lists.isEmpty }
}

/// A run of which two stores say different things.
public struct MergeConflict: Codable, Hashable, Sendable {
  /// The run's id.
  public let run: String
  /// The first thing that differs: a metric's name, or what else it made.
  public let what: String
  /// The step that it is of.
  public let step: Int
  /// The value here, with all digits; `nil` where there is none, or it is no number.
  public let here: String?
  /// The value there.
  public let there: String?
}
