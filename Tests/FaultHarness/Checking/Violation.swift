/// What must hold after every fault.
public enum Invariant: String, Codable, Sendable {
  /// The resumed store and files equal those of a sweep that was never disturbed.
  case equality = "I1"
  /// What was said to be finished before the fault stays so.
  case noLoss = "I2"
  /// Nothing finished is computed again; what is not goes on from its newest checkpoint.
  case noRework = "I3"
  /// Five seconds after the parent's end no process of it is left.
  case noOrphans = "I4"
  /// The store is sound.
  case soundStore = "I5"
  /// Files are what the store says; no temporary ones are left; nothing else was touched.
  case files = "I6"
  /// Exit code and words tell what happened.
  case honesty = "I7"
  /// What refuses changes nothing.
  case cleanRefusal = "I8"
  /// No run takes a file of another away, whichever sweep or store asks.
  case ownFiles = "I9"
}

/// An invariant that did not hold.
public struct Violation: Codable, Hashable, Sendable, CustomStringConvertible {
  /// Which.
  public let invariant: Invariant
  /// What was seen.
  public let what: String

  init(_ invariant: Invariant, _ what: String) {
    self.invariant = invariant
    self.what = what
  }

  /// One line.
  public var description: String { "\(invariant.rawValue): \(what)" }
}
