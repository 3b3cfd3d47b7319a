/// How an attempt by a program ended, and what it cost. Nothing that it started is left then.
public struct ProgramOutcome: Hashable, Sendable {
  /// How it ended.
  public let end: ProgramEnd
  /// The last lines that went to the log, in order: 20 at most, of 300 characters at most.
  public let lastLines: [String]
  /// Seconds of a core that the program took, with all that it started and that ended by itself or
  /// was ended; 0 where that is not known.
  public let coreSeconds: Double

  /// Makes an outcome.
  public init(_ end: ProgramEnd, lastLines: [String] = [], coreSeconds: Double = 0) {
    self.end = end
    self.lastLines = lastLines
    self.coreSeconds = coreSeconds
  }
}
