/// Somebody else's program as a trainer, as a spec has it.
public struct ProgramSpec: Codable, Hashable, Sendable {
  /// The command, an item each; in them `{name}` stands for a value, `{args}` for all parameters.
  public let command: [String]
  /// Files, folders and patterns, relative to the spec, whose contents change the numbers.
  public let inputs: [String]
  /// Regular expressions that find metrics in lines of output, by the metric's name.
  public let patterns: [String: String]
  /// Environment variables to pass on and to record.
  public let environment: [String]
  /// What a run may take.
  public let limits: Limits

  /// Makes a program's description.
  public init(
    command: [String], inputs: [String] = [], patterns: [String: String] = [:],
    environment: [String] = [], limits: Limits = Limits()
  ) {
    self.command = command
    self.inputs = inputs
    self.patterns = patterns
    self.environment = environment
    self.limits = limits
  }

  /// What a run may take; nothing of it counts.
  public struct Limits: Codable, Hashable, Sendable {
    /// Seconds of an attempt.
    public let seconds: Double?
    /// Bytes of memory of the whole process group.
    public let memory: Int?
    /// Threads that libraries are told to use; 1 unless the spec says otherwise.
    public let threads: Int?
    /// Graphics processors that a run is given where a scheduler has them to give.
    public let gpus: Int?

    /// Makes limits.
    public init(
      seconds: Double? = nil, memory: Int? = nil, threads: Int? = nil, gpus: Int? = nil
    ) {
      self.gpus = gpus
      self.seconds = seconds
      self.memory = memory
      self.threads = threads
    }
  }
}
