/// One recorded sequence as a file holds it.
public struct RawSequence: Codable, Hashable, Sendable {
  /// Values, `[T, C]` row-major: sample in time; channel. Of a pen they are velocities of x, y and
  /// pen-tip force, sampled at 200 Hz.
  public let values: [Double]
  /// Channels of a sample.
  public let channels: Int
  /// What was recorded, as the letter `a`; empty where the data set has no labels.
  public let label: String

  /// Samples in time, those of rest before and after a movement included.
  public var length: Int { values.count / channels }

  /// Makes a sequence.
  ///
  /// - Precondition: `values` holds whole samples of `channels` channels.
  public init(values: [Double], channels: Int = RawDataset.penChannels.count, label: String) {
    precondition(
      channels > 0 && values.count % channels == 0,
      "RawSequence: \(values.count) values are no whole samples of \(channels) channels")
    self.values = values
    self.channels = channels
    self.label = label
  }
}
