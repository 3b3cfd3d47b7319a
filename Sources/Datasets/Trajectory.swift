/// A pen's path as the networks see it: positions from (0, 0), without padding.
public struct Trajectory: Hashable, Sendable {
  /// Positions, `[length, 2]` row-major: x0, y0, x1, y1, ... The first is (0, 0); nothing is scaled.
  public let positions: [Float]
  /// Time steps: a multiple of 8, from 8 to 176.
  public let length: Int
  /// The letter that was written: `a`.
  public let label: String

  /// Makes a trajectory.
  ///
  /// - Precondition: `positions` holds an x and a y for each of `length` steps.
  public init(positions: [Float], length: Int, label: String) {
    precondition(
      positions.count == 2 * length,
      "Trajectory: \(positions.count) numbers for \(length) steps of x and y")
    self.positions = positions
    self.length = length
    self.label = label
  }
}
