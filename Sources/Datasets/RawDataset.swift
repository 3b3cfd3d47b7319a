/// Sequences as a file holds them, in the file's order, before any preprocessing.
public struct RawDataset: Codable, Hashable, Sendable {
  /// More sequences are refused: the real data set has 2,858.
  static let mostSequences = 1 << 16
  /// More values in all sequences together are refused, so that they take 32 MiB at most: the real
  /// data set has 1.5 million.
  static let mostValues = 4 << 20
  /// More channels are refused: a convolution over all of them would no longer fit its kernels.
  public static let mostChannels = 64
  /// The channels of a recorded pen.
  public static let penChannels = ["x", "y", "force"]

  /// What people call it: the file's name, or the synthetic writer's.
  public let name: String
  /// What the channels are called: those of a pen, else their numbers from 1.
  public let channels: [String]
  /// The sequences, in the file's order.
  public let sequences: [RawSequence]
  /// Header lines that mean nothing to the reader and were passed over: the tag and where it stood.
  public let passedOver: [String]

  /// Makes a data set.
  ///
  /// - Precondition: All sequences have as many channels as there are names.
  public init(
    name: String, channels: [String] = penChannels, sequences: [RawSequence],
    passedOver: [String] = []
  ) {
    precondition(
      sequences.allSatisfy { $0.channels == channels.count },
      "RawDataset: sequences of other than \(channels.count) channels")
    self.name = name
    self.channels = channels
    self.sequences = sequences
    self.passedOver = passedOver
  }
}
