/// What went wrong between this program and other machines.
public struct ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kind of error.
  public enum Code: Sendable {
    /// The profile is wrong, or asks for what the scheduler does not have. Nothing was started.
    case profile
    /// The scheduler does not answer now; it may later, and what runs goes on.
    case unreachable
    /// A file on the shared folder cannot be written or read.
    case file
    /// As above, for want of space or a quota.
    case resource
  }

  /// The kind of error.
  public let code: Code
  /// What happened, with the file and the line where there are any.
  public let description: String
  /// What to do about it; `nil` where that is plain.
  public let fix: String?

  /// Makes an error.
  public init(_ code: Code, _ description: String, fix: String? = nil) {
    self.code = code
    self.description = description
    self.fix = fix
  }
}
