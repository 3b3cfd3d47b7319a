/// A point of a space that is tried.
public struct SearchTrial: Hashable, Sendable {
  /// The place of its group.
  public let group: Int
  /// Its number within the group, from 0.
  public let number: Int
  /// The values of the parameters that the spec leaves open, by path.
  public let chosen: [String: Value]
  /// What its runs are called; without a group's own label.
  public let label: String
  /// What a search program said beside its values, as JSON.
  public let remark: String?

  /// Makes a trial.
  public init(
    group: Int, number: Int, chosen: [String: Value], label: String, remark: String? = nil
  ) {
    self.group = group
    self.number = number
    self.chosen = chosen
    self.label = label
    self.remark = remark
  }
}
