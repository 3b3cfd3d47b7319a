import Randomness

/// Independent points of a cube: each a pure function of seed and index.
public struct RandomPoints: Sendable {
  private let streams: [RandomStream]

  /// Points of so many dimensions.
  public init(seed: Int, dimensions: Int) {
    streams = (0..<dimensions).map { RandomStream(seed: seed, purpose: "search random", epoch: $0) }
  }

  /// A point: in each dimension a number in (0, 1).
  public func point(_ index: Int) -> [Double] { streams.map { $0.uniform(index) } }
}
