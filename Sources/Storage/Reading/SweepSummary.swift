import Experiments
import Foundation

/// A sweep of a store, in numbers.
public struct SweepSummary: Codable, Hashable, Sendable {
  /// Its name.
  public let name: String
  /// SHA-256 of its resolved specification, in hexadecimal.
  public let specSHA256: String
  /// How many runs are in each state; states without runs are absent.
  public let counts: [RunState: Int]
  /// Seconds of training of its runs, over all attempts.
  public let seconds: Double
  /// When it was last registered, by the wall clock.
  public let registered: Date
  /// When an attempt at one of its runs last began or ended; `nil` if none did.
  public let changed: Date?
  /// Epochs that are left of its runs that did not come to their end, by kind.
  public let epochsLeft: [RunKind: Int]

  /// The number of its runs.
  public var runs: Int { counts.values.reduce(0, +) }

  /// Makes a summary.
  public init(
    name: String, specSHA256: String, counts: [RunState: Int], seconds: Double, registered: Date,
    changed: Date?, epochsLeft: [RunKind: Int] = [:]
  ) {
    self.name = name
    self.specSHA256 = specSHA256
    self.counts = counts
    self.seconds = seconds
    self.registered = registered
    self.changed = changed
    self.epochsLeft = epochsLeft
  }
}
