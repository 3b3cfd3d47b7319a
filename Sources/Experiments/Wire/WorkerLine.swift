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

  private enum Key: CodingKey { case run }

  /// Reads a line: the event's members, and the run beside them.
  ///
  /// - Throws: `DecodingError` where it is none.
  public init(from decoder: any Decoder) throws {
    run = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .run)
    event = try RunEvent(from: decoder)
  }

  /// Writes a line.
  public func encode(to encoder: any Encoder) throws {
    try event.encode(to: encoder)
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(run, forKey: .run)
  }
}
