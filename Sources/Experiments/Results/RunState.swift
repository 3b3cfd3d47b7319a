/// What a run is doing, or how it ended.
public enum RunState: String, Codable, CaseIterable, Sendable {
  case pending, running, interrupted, finished, diverged, failed
}
