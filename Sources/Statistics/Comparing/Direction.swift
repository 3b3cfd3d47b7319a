/// Which numbers are good ones.
public enum Direction: String, CaseIterable, Hashable, Sendable {
  /// Small ones.
  case lower
  /// Large ones.
  case higher

  /// Whether a number is better than another.
  public func prefers(_ number: Double, to other: Double) -> Bool {
    switch self {
    case .lower: number < other
    case .higher: number > other
    }
  }
}
