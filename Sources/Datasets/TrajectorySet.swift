/// All trajectories of a data set, in the file's order, and what identifies them.
public struct TrajectorySet: Hashable, Sendable {
  /// What people call it; no part of the fingerprint.
  public let name: String
  /// What the file's numbers were.
  public let kind: DatasetKind
  /// What the channels are called, in the order of a step's values.
  public let channels: [String]
  /// The trajectories, in the file's order.
  public let trajectories: [Trajectory]
  /// SHA-256 of the content in hexadecimal: labels, lengths, values and their order; and kind and
  /// channels, unless these are a movement's x and y.
  public let fingerprint: String
  /// How many of the sequences were longer than ``DatasetKind/longest`` samples, and so are cut.
  public let cut: Int
  /// Samples of the longest sequence (of a movement without the rest at its ends), before anything
  /// was cut.
  public let longestSamples: Int
  /// Header lines that mean nothing to the reader and were passed over: the tag and where it stood.
  public let passedOver: [String]

  /// The labels, one for each trajectory: what ``Split/make(labels:seed:)`` takes. All are empty
  /// where the data set has none.
  public var labels: [String] { trajectories.map(\.label) }

  /// Makes a set; the fingerprint is computed from the trajectories.
  ///
  /// - Parameter samples: The samples that each trajectory had; `nil` where they are whole.
  /// - Precondition: Each step has as many values as there are channels.
  public init(
    name: String, kind: DatasetKind = .movement, channels: [String] = ["x", "y"],
    trajectories: [Trajectory], samples: [Int]? = nil, passedOver: [String] = []
  ) {
    precondition(
      trajectories.allSatisfy { $0.values.count == $0.length * channels.count },
      "TrajectorySet: steps of other than \(channels.count) channels")
    let samples = samples ?? trajectories.map(\.length)
    self.name = name
    self.kind = kind
    self.channels = channels
    self.trajectories = trajectories
    self.fingerprint = Fingerprint.hexadecimal(of: trajectories, kind, channels)
    cut = samples.count { $0 > kind.longest }
    longestSamples = samples.max() ?? 0
    self.passedOver = passedOver
  }
}
