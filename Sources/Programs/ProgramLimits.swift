/// What a program may take. Where it takes more, it is ended.
public struct ProgramLimits: Hashable, Sendable {
  /// Seconds without a byte of output; `nil` for any. A program that has closed its output is silent.
  public var silence: Double?
  /// Seconds from start to end; `nil` for any. Time in which this process was stopped does not count.
  public var seconds: Double?
  /// Bytes of memory that the program and all it has started may have in use; `nil` for any.
  ///
  /// They are added up once a second, so it may be passed for a moment; then all are killed at once.
  /// A limit on the address space (`ulimit -v`) would be kept exactly, but says nothing of memory in
  /// use: CUDA and PyTorch reserve far more addresses than they need, and would not even start.
  public var memory: Int?
  /// How many threads numeric libraries may use; `nil` leaves that to them. See
  /// ``ProgramEnvironment``.
  public var threads: Int?
  /// Seconds between SIGTERM and SIGKILL, when it is asked to stop or has passed a limit of time.
  public var grace: Double

  /// Makes limits; by default there are none, and ten seconds of grace.
  public init(
    silence: Double? = nil, seconds: Double? = nil, memory: Int? = nil, threads: Int? = nil,
    grace: Double = 10
  ) {
    self.silence = silence
    self.seconds = seconds
    self.memory = memory
    self.threads = threads
    self.grace = grace
  }
}
