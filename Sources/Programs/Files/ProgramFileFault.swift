/// Why a file that a program named is not kept.
public struct ProgramFileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path as the program said it.
  public let path: String
  /// What is wrong.
  public let reason: String
  /// Whether a disk is full or failing: the sweep should stop.
  public let isWantOfResource: Bool

  init(_ path: String, _ reason: String, isWantOfResource: Bool = false) {
    self.path = path
    self.reason = reason
    self.isWantOfResource = isWantOfResource
  }

  /// The file and what is wrong.
  public var description: String { "\(path): \(reason)" }
}
