/// All trajectories of a data set, in the file's order, and what identifies them.
public struct TrajectorySet: Hashable, Sendable {
  /// What people call it; no part of the fingerprint.
  public let name: String
  /// The trajectories, in the file's order.
  public let trajectories: [Trajectory]
  /// SHA-256 of the content in hexadecimal: labels, lengths, positions and their order.
  public let fingerprint: String

  /// The letters, one for each trajectory: what ``Split/make(labels:seed:)`` takes.
  public var labels: [String] { trajectories.map(\.label) }

  /// Makes a set; the fingerprint is computed from the trajectories.
  public init(name: String, trajectories: [Trajectory]) {
    self.name = name
    self.trajectories = trajectories
    self.fingerprint = Fingerprint.hexadecimal(of: trajectories)
  }
}
