/// One panel of a ``TrajectoryGrid``.
public struct TrajectoryPanel: Hashable, Sendable {
  /// The true positions: x0, y0, x1, y1, ...; y is up. Points that are not finite break the line.
  public let truth: [Float]
  /// The reconstructed positions, in the same form; `nil` draws the truth alone.
  public let reconstruction: [Float]?

  /// Makes a panel. A last x without its y is left out.
  public init(truth: [Float], reconstruction: [Float]? = nil) {
    self.truth = truth
    self.reconstruction = reconstruction
  }
}
