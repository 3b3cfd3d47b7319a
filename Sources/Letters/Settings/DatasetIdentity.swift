import Experiments

/// What identifies the data a run sees.
public struct DatasetIdentity: Codable, Hashable, Sendable {
  /// SHA-256 of the sequences' content, in hexadecimal.
  public let fingerprint: String
  /// Seed of the split into train and test; never the run's seed.
  public let splitSeed: Int

  /// Makes the identity.
  public init(fingerprint: String, splitSeed: Int) {
    self.fingerprint = fingerprint
    self.splitSeed = splitSeed
  }

  enum CodingKeys: String, CodingKey {
    case fingerprint
    case splitSeed = "split_seed"
  }
}
