/// What a search program is to be asked before a search can go on.
public struct SearchQuestion: Hashable, Sendable {
  /// What is told of a trial that was done.
  public struct Told: Hashable, Sendable {
    /// The trial.
    public let trial: SearchTrial
    /// The mean of its seeds; not finite where it diverged, or counts as the worst.
    public let value: Double

    /// Makes a line of what is told.
    public init(_ trial: SearchTrial, _ value: Double) {
      self.trial = trial
      self.value = value
    }
  }

  /// The round, from 0.
  public let round: Int
  /// The place of the group.
  public let group: Int
  /// How many trials are wanted.
  public let count: Int
  /// What came out so far in this group, in the order of the trials.
  public let told: [Told]

  /// Makes a question.
  public init(round: Int, group: Int, count: Int, told: [Told]) {
    self.round = round
    self.group = group
    self.count = count
    self.told = told
  }
}
