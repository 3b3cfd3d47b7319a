/// What is done about runs that fail.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a failed run is tried again.
  public let retries: Int
  /// Whether the first run that fails for good stops the sweep.
  public let failFast: Bool
  /// The sweep stops when its first so many runs all failed in the same way.
  public let breaker: Int

  /// Makes a policy.
  public init(retries: Int = 1, failFast: Bool = false, breaker: Int = 5) {
    self.retries = retries
    self.failFast = failFast
    self.breaker = breaker
  }
}
