/// On what an attempt ran.
public struct Environment: Codable, Hashable, Sendable {
  /// The product's version: `0.1.0`.
  public let version: String
  /// The product's commit, or `unknown`.
  public let commit: String
  /// The kernels' instruction set: `x86-64 AVX2+FMA`, `portable`.
  public let instructionSet: String
  /// The processor's name.
  public let processor: String
  /// Processors available.
  public let cores: Int
  /// The host's name.
  public let host: String
  /// Operating system and kernel.
  public let system: String

  /// Makes an environment's record.
  public init(
    version: String, commit: String, instructionSet: String, processor: String, cores: Int,
    host: String, system: String
  ) {
    self.version = version
    self.commit = commit
    self.instructionSet = instructionSet
    self.processor = processor
    self.cores = cores
    self.host = host
    self.system = system
  }
}
