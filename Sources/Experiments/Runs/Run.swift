/// One training run of a plan.
public struct Run: Codable, Hashable, Sendable, Identifiable {
  /// First 32 hexadecimal digits of the SHA-256 of the configuration's canonical JSON.
  public let id: String
  /// What people call it within its sweep: `cgru_ae` or `cgru_ae,hidden=32,seed=1`.
  public let label: String
  /// All that changes its numbers.
  public let configuration: Configuration
  /// The folder that shows it in its sweep, relative to the save folder: `crnn_ae/gru`. Its figures
  /// are there, and links to what lies in its ``RunHome``.
  public let folder: String
  /// Values of parameters that change no number, such as how often a checkpoint is written.
  public let uncounted: ParameterValues

  /// Makes a run.
  public init(
    id: String, label: String, configuration: Configuration, folder: String,
    uncounted: ParameterValues
  ) {
    self.id = id
    self.label = label
    self.configuration = configuration
    self.folder = folder
    self.uncounted = uncounted
  }

  /// The value of a parameter, whether it counts or not.
  public subscript(path: String) -> Value? { configuration[path] ?? uncounted[path] }
}
