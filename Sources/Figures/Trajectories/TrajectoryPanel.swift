/// One panel of a ``TrajectoryGrid``.
public struct TrajectoryPanel: Hashable, Sendable {
  /// The true positions: x0, y0, x1, y1, ...; y is up. Points that are not finite break the line.
  /// Of other channels than two: a step's values after another's, drawn as lines over time.
  public let truth: [Float]
  /// The reconstructed positions, in the same form; `nil` draws the truth alone.
  public let reconstruction: [Float]?
  /// Numbers of a step: two for x and y.
  public let channels: Int

  /// Makes a panel. A last x without its y is left out, and so is a last step that is not whole.
  ///
  /// - Precondition: `channels` is positive.
  public init(truth: [Float], reconstruction: [Float]? = nil, channels: Int = 2) {
    precondition(channels > 0, "TrajectoryPanel: \(channels) channels")
    self.truth = truth
    self.reconstruction = reconstruction
    self.channels = channels
  }
}
