/// All trajectories of a data set, in the file's order, and what identifies them.
public struct TrajectorySet: Hashable, Sendable {
  /// What people call it; no part of the fingerprint.
  public let name: String
  /// The trajectories, in the file's order.
  public let trajectories: [Trajectory]
  /// SHA-256 of the content in hexadecimal: labels, lengths, positions and their order.
  public let fingerprint: String
  /// How many of the movements were longer than ``Trajectory/longest`` samples, and so are cut.
  public let cut: Int
  /// Samples of the longest movement, before anything was cut.
  public let longestMovement: Int

  /// The letters, one for each trajectory: what ``Split/make(labels:seed:)`` takes.
  public var labels: [String] { trajectories.map(\.label) }

  /// Makes a set; the fingerprint is computed from the trajectories.
  ///
  /// - Parameter movements: The samples that each trajectory's movement had; `nil` where they are
  ///   whole.
  public init(name: String, trajectories: [Trajectory], movements: [Int]? = nil) {
    let movements = movements ?? trajectories.map(\.length)
    self.name = name
    self.trajectories = trajectories
    self.fingerprint = Fingerprint.hexadecimal(of: trajectories)
    cut = movements.count { $0 > Trajectory.longest }
    longestMovement = movements.max() ?? 0
  }
}
