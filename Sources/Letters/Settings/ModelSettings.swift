import Experiments

/// Sizes of a model.
public struct ModelSettings: Codable, Hashable, Sendable {
  /// Width of the embedding.
  public let latent: Int
  /// Width of the recurrent state; `nil` where the family has no recurrent layer.
  public let hidden: Int?

  /// Makes the sizes.
  public init(latent: Int, hidden: Int?) {
    self.latent = latent
    self.hidden = hidden
  }
}
