/// A sequence as the networks see it, without padding: of a movement, positions from zero.
public struct Trajectory: Hashable, Sendable {
  /// Values, `[length, C]` row-major: x0, y0, x1, y1, ... of a pen. Nothing is scaled.
  public let values: [Float]
  /// Time steps: a multiple of 8, from 8 to 176.
  public let length: Int
  /// What was recorded, as the letter `a`; empty where the data set has no labels.
  public let label: String

  /// Makes a trajectory.
  ///
  /// - Precondition: `values` holds as many numbers for each of `length` steps.
  public init(values: [Float], length: Int, label: String) {
    precondition(
      length > 0 ? values.count % length == 0 : values.isEmpty,
      "Trajectory: \(values.count) numbers for \(length) steps")
    self.values = values
    self.length = length
    self.label = label
  }
}
