/// Where a run is, while it trains.
public struct Progress: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Batches done of the next.
  public let batch: Int
  /// Batches in an epoch.
  public let batches: Int
  /// The last batch's loss; `nil` if not finite.
  public let loss: Double?
  /// Sequences trained per second, of late.
  public let sequencesPerSecond: Double
  /// How much of the whole run is done, 0 to 1, where it is known otherwise than by epochs.
  public let share: Double?

  enum CodingKeys: String, CodingKey {
    case batch, batches, loss, share
    case epoch = "step"
    case sequencesPerSecond = "rate"
  }

  /// Makes a progress mark.
  public init(
    epoch: Int, batch: Int, batches: Int, loss: Double?, sequencesPerSecond: Double,
    share: Double? = nil
  ) {
    self.epoch = epoch
    self.batch = batch
    self.batches = batches
    self.loss = loss
    self.sequencesPerSecond = sequencesPerSecond
    self.share = share
  }
}
