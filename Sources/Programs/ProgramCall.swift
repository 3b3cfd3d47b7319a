/// All about one attempt at a run by somebody else's program; nothing is left to be looked up.
public struct ProgramCall: Sendable {
  /// The program and its arguments, placeholders replaced. The program is looked for in `PATH`; a name
  /// with a slash is relative to `workingFolder`. No shell reads any of it.
  public var command: [String]
  /// Absolute path of the folder in which the program begins: the spec's.
  public var workingFolder: String
  /// Absolute path of the run's own folder, where the program may write; made if it is not there. The
  /// folder that it lies in must be. The program gets it as `SWEEP_FOLDER`.
  public var folder: String
  /// Variables beside those that this process has inherited; see ``ProgramEnvironment``.
  public var environment: [String: String]
  /// JSON for the program, written to a hidden file in `folder`, whose path is in `SWEEP_CONFIG`.
  public var config: [UInt8]
  /// The name of that file.
  public static let configName = ".sweep.json"
  /// A descriptor, open for writing, of the run's log. What the program writes and is no message goes
  /// there, standard error too. It stays open.
  public var log: Int32
  /// Which of its lines are messages.
  public var words: ProgramWords
  /// How metrics are found in the words of a program that does not say them as messages.
  public var patterns: [MetricPattern]
  /// What the program may take.
  public var limits: ProgramLimits

  /// Makes a call.
  public init(
    command: [String], workingFolder: String, folder: String, environment: [String: String] = [:],
    config: [UInt8] = [], log: Int32, words: ProgramWords = .training,
    patterns: [MetricPattern] = [], limits: ProgramLimits = ProgramLimits()
  ) {
    self.command = command
    self.workingFolder = workingFolder
    self.folder = folder
    self.environment = environment
    self.config = config
    self.log = log
    self.words = words
    self.patterns = patterns
    self.limits = limits
  }
}
