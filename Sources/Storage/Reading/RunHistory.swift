import Experiments
import Foundation

/// What happened to a run, attempt by attempt.
public struct RunHistory: Hashable, Sendable {
  /// One attempt.
  public struct Attempt: Hashable, Sendable {
    /// 1 for the first.
    public let number: Int
    /// Passes completed where it began.
    public let epoch: Int
    /// Batches of the next pass done where it began.
    public let batch: Int
    /// When it began, by the wall clock.
    public let started: Date
    /// When it ended, by the wall clock; `nil` if it runs, or was killed with its sweep.
    public let ended: Date?
    /// How it ended; `nil` as above.
    public let end: RunEnd?
    /// On what it ran.
    public let environment: Environment
  }

  /// Something a person should know.
  public struct Warning: Hashable, Sendable {
    /// The attempt in which it came up.
    public let attempt: Int
    /// The words.
    public let message: String
    /// When, by the wall clock.
    public let date: Date
  }

  /// Its attempts, the first one first.
  public let attempts: [Attempt]
  /// Its warnings, the first one first.
  public let warnings: [Warning]
}
