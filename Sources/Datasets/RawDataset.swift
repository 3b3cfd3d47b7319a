/// Sequences as a file holds them, in the file's order, before any preprocessing.
public struct RawDataset: Codable, Hashable, Sendable {
  /// More sequences are refused: the real data set has 2,858.
  static let mostSequences = 1 << 16
  /// More values in all sequences together are refused, so that they take 32 MiB at most: the real
  /// data set has 1.5 million.
  static let mostValues = 4 << 20

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
