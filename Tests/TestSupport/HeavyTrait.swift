import Testing

/// Has a suite wait until no other suite with this trait runs.
///
/// `.serialized` keeps the tests of one suite apart, and only those. What starts processes, trains,
/// or measures time or memory would disturb the like of it in another suite, and block the few
/// threads that tests share. Use both. The wait is outside of any test's time limit. A suite within
/// such a suite must not have this trait: it would wait for itself.
public struct HeavyTrait: SuiteTrait, TestScoping {
  private static let turns = Turns()

  /// Runs the suite's tests when it is its turn.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    await Self.turns.take()
    defer { Self.turns.pass() }
    try await body()
  }
}

extension Trait where Self == HeavyTrait {
  /// One such suite at a time.
  public static var heavy: Self { Self() }
}
