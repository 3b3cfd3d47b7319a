/// One recorded pen movement as a file holds it.
public struct RawSequence: Codable, Hashable, Sendable {
  /// Velocities, `[T, 3]` row-major: time step; x, y and pen-tip force. Sampled at 200 Hz.
  public let velocity: [Double]
  /// The letter that was written: `a`.
  public let label: String

  /// Samples in time, zeros before and after the movement included.
  public var length: Int { velocity.count / Self.channels }

  /// Channels of a sample: x, y and pen-tip force.
  public static let channels = 3

  /// Makes a sequence.
  ///
  /// - Precondition: `velocity` holds whole samples of three channels.
  public init(velocity: [Double], label: String) {
    precondition(
      velocity.count % Self.channels == 0,
      "RawSequence: \(velocity.count) values are no whole samples of \(Self.channels) channels")
    self.velocity = velocity
    self.label = label
  }
}
