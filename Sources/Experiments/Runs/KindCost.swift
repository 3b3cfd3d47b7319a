/// What the runs of one kind have cost so far, in a store.
public struct KindCost: Hashable, Sendable {
  /// The kind.
  public let kind: RunKind
  /// Seconds of training.
  public let seconds: Double
  /// Sequences trained in them.
  public let sequences: Int

  /// Makes a sum.
  public init(kind: RunKind, seconds: Double, sequences: Int) {
    self.kind = kind
    self.seconds = seconds
    self.sequences = sequences
  }
}
