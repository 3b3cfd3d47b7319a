import Experiments

/// Why what a worker said cannot count; its attempt ends with this.
public struct RefusedEvent: Error, Hashable, Sendable {
  /// How the attempt failed.
  public let reason: FailureReason

  /// Makes a refusal.
  public init(_ reason: FailureReason) {
    self.reason = reason
  }
}
