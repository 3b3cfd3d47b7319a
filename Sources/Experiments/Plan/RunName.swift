/// All that a run may be called.
public struct RunName: Hashable, Sendable {
  /// Its sweep's name; empty where no sweep lists it any more.
  public let sweep: String
  /// What people call it within the sweep; empty where it has only its id.
  public let label: String
  /// Its id.
  public let id: String

  /// Makes a name.
  public init(sweep: String, label: String, id: String) {
    self.sweep = sweep
    self.label = label
    self.id = id
  }

  /// What names this run and no other.
  var full: String { label.isEmpty ? String(id.prefix(12)) : "\(sweep)/\(label)" }
}
