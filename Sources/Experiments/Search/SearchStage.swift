/// Runs of a search that are done together: those after them depend on all that came out of them.
public struct SearchStage: Hashable, Sendable {
  /// What a stage is.
  public enum Kind: Hashable, Sendable {
    /// Trials that all go to their end.
    case trials
    /// Trials that go so far as a rung's budget; rungs are counted from 0.
    case rung(Int, of: Int, budget: Int)
    /// The chosen, with the seeds that the spec has for them.
    case selected
  }

  /// A run and the trial that it is of.
  public struct Member: Hashable, Sendable {
    /// The run.
    public let run: Run
    /// The place of the trial's group.
    public let group: Int
    /// The trial's number within its group, from 0.
    public let trial: Int

    /// The trial's key.
    public var key: SearchTrial.Key { SearchTrial.Key(group: group, number: trial) }

    /// Makes a member.
    public init(_ run: Run, group: Int, trial: Int) {
      self.run = run
      self.group = group
      self.trial = trial
    }
  }

  /// What it is.
  public let kind: Kind
  /// The round that it belongs to, from 0.
  public let round: Int
  /// Its runs, in the order of groups, trials and seeds.
  public let members: [Member]

  /// Makes a stage.
  public init(_ kind: Kind, round: Int, members: [Member]) {
    self.kind = kind
    self.round = round
    self.members = members
  }
}
