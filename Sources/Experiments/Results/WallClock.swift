/// The time in which a sweep's runs went on, by the wall clock, in whole seconds.
public struct WallClock: Codable, Hashable, Sendable {
  /// The sum over the sessions; time in which no run was on is not in it.
  public let seconds: Int
  /// How many sessions: stretches of time in which runs were on without a break.
  public let sessions: Int
  /// Attempts whose end nobody recorded, since the sweep was killed; each counts up to the last
  /// that was heard of it.
  public let cutShort: Int

  /// Makes a reading.
  public init(seconds: Int, sessions: Int, cutShort: Int) {
    self.seconds = seconds
    self.sessions = sessions
    self.cutShort = cutShort
  }

  enum CodingKeys: String, CodingKey {
    case seconds, sessions
    case cutShort = "cut_short"
  }
}
