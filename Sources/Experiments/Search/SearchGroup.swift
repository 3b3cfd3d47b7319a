/// A combination of what a search crosses and does not sample: it gets trials of its own.
public struct SearchGroup: Hashable, Sendable {
  /// Its values, by path.
  public let chosen: [String: Value]
  /// What labels call it, without a trial: `cgru_ae`, `optimizer=adam`; empty where there is no other.
  public let label: String

  /// Makes a group.
  public init(chosen: [String: Value], label: String) {
    self.chosen = chosen
    self.label = label
  }
}
