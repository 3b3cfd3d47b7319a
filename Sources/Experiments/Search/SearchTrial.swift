/// A point of a space that is tried.
public struct SearchTrial: Hashable, Sendable {
  /// What tells it from all others of its search.
  public struct Key: Hashable, Sendable {
    let group: Int
    let number: Int
  }

  /// The place of its group.
  public let group: Int
  /// Its number within the group, from 0.
  public let number: Int
  /// The values of the parameters that the spec leaves open, by path.
  public let chosen: [String: Value]
  /// What its runs are called, without how long they go and their seeds.
  public let label: String
  /// The line in which a search program asked for it.
  public let line: String?
  /// Whether the spec leaves it out, so that it has no runs.
  public let isLeftOut: Bool

  /// Its key.
  public var key: Key { Key(group: group, number: number) }

  /// Makes a trial.
  public init(
    group: Int, number: Int, chosen: [String: Value], label: String, line: String? = nil,
    isLeftOut: Bool = false
  ) {
    self.group = group
    self.number = number
    self.chosen = chosen
    self.label = label
    self.line = line
    self.isLeftOut = isLeftOut
  }
}
