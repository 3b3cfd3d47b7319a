import Experiments

/// What is wrong with a command, and where.
public struct CommandFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which item, from 0.
  public let item: Int
  /// What is wrong.
  public let reason: String
  /// What was perhaps meant, without braces.
  public let suggestion: String?

  init(item: Int, reason: String, suggestion: String? = nil) {
    self.item = item
    self.reason = reason
    self.suggestion = suggestion
  }

  /// What is wrong and what was perhaps meant; the place is `item`.
  public var description: String {
    reason + (suggestion.map { Suggestion.phrase("{\($0)}") } ?? "")
  }
}
