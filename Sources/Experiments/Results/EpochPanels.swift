/// The reconstructions of one state.
public struct EpochPanels: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// The trajectories.
  public let panels: Panels

  /// Makes an entry.
  public init(epoch: Int, panels: Panels) {
    self.epoch = epoch
    self.panels = panels
  }
}
