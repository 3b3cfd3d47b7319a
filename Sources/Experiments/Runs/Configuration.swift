/// Everything that changes a run's stored numbers, and nothing else: its seed, and a value for each
/// parameter and each fact that counts, by path.
///
/// A run's identity is the SHA-256 of ``canonicalJSON``; so names, folders, what does not count,
/// published figures and retries are not here. What the paths mean, a trainer's ``Manifest`` says.
public struct Configuration: Hashable, Sendable {
  /// Seed of all that is drawn.
  public let seed: Int
  /// All else.
  public let values: ParameterValues

  /// Makes a configuration.
  ///
  /// - Precondition: No value has the path `seed`.
  public init(seed: Int, values: ParameterValues) {
    self.seed = seed
    self.values = values
  }

  /// The value at a path; the seed's too.
  public subscript(path: String) -> Value? {
    path == Self.seedPath ? .whole(seed) : values[path]
  }

  static let seedPath = "seed"
}
