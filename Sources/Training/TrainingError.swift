/// Why a run cannot be trained.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A kind of reason.
  public enum Code: Sendable {
    /// The data are not those of the run.
    case otherData
    /// Too few sequences for a batch, or too short ones.
    case unusableData
    /// The model is larger than the memory there is.
    case tooLarge
    /// A file could not be read or written.
    case file
    /// The disk is full or failing: the sweep should stop.
    case resource
    /// A checkpoint is not one of this run.
    case checkpoint
  }

  /// What kind; compare this, never the text.
  public let code: Code
  /// What happened, with the file and both sides.
  public let description: String

  /// Makes an error.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
