/// What was chosen for a group.
public struct SearchWinner: Hashable, Sendable {
  /// The place of the group.
  public let group: Int
  /// The chosen; `nil` where no trial has a finite value.
  public let trial: SearchTrial?
  /// The value that it was chosen by: the mean of its seeds.
  public let value: Double?
  /// How many configurations the group tried.
  public let configurations: Int
  /// How many of them came to the last rung.
  public let finalists: Int
  /// The parameters whose chosen value lies at an end of what was tried.
  public let edges: [String]

  /// Makes a choice.
  public init(
    group: Int, trial: SearchTrial?, value: Double?, configurations: Int, finalists: Int,
    edges: [String]
  ) {
    self.group = group
    self.trial = trial
    self.value = value
    self.configurations = configurations
    self.finalists = finalists
    self.edges = edges
  }
}
