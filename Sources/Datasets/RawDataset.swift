/// Sequences as a file holds them, in the file's order, before any preprocessing.
public struct RawDataset: Codable, Hashable, Sendable {
  /// What people call it: the file's name, or the synthetic writer's.
  public let name: String
  /// The sequences, in the file's order.
  public let sequences: [RawSequence]

  /// Makes a data set.
  public init(name: String, sequences: [RawSequence]) {
    self.name = name
    self.sequences = sequences
  }
}
