/// What tells how long a run takes: runs of one kind cost the same.
public struct RunKind: Codable, Hashable, Sendable {
  /// Family and cell.
  public let variant: Variant
  /// Sizes of the model.
  public let model: ModelSettings
  /// SHA-256 of the sequences' content.
  public let fingerprint: String
  /// Passes over the train set.
  public let epochs: Int

  /// Makes a kind.
  public init(variant: Variant, model: ModelSettings, fingerprint: String, epochs: Int) {
    self.variant = variant
    self.model = model
    self.fingerprint = fingerprint
    self.epochs = epochs
  }

  /// The kind of a configuration.
  public init(_ configuration: Configuration) {
    self.init(
      variant: configuration.variant, model: configuration.model,
      fingerprint: configuration.dataset.fingerprint, epochs: configuration.train.epochs)
  }
}

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
