/// What a worker says: a JSON line on its standard output.
public struct WorkerLine: Codable, Hashable, Sendable {
  /// The run's id.
  public let run: String
  /// What happened in it.
  public let event: RunEvent

  /// Makes a line.
  public init(run: String, event: RunEvent) {
    self.run = run
    self.event = event
  }
}
