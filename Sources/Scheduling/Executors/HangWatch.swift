/// Decides when a worker has been silent for too long.
struct HangWatch {
  /// Between two looks there is a quarter of a second or little more, unless this process itself
  /// was stopped (Ctrl-Z, a sleeping laptop); then the worker's silence proves nothing.
  private static let ownPause = 2.0

  private let limit: Double?
  private var heard: Double
  private var looked: Double

  /// - Parameters:
  ///   - limit: Seconds of silence allowed; `nil` for any.
  ///   - now: Seconds of a clock that never jumps.
  init(limit: Double?, now: Double) {
    self.limit = limit
    heard = now
    looked = now
  }

  /// The worker said something.
  mutating func hear(at now: Double) { heard = now }

  /// Whether the worker has been silent for too long.
  mutating func isHung(at now: Double) -> Bool {
    if now - looked > Self.ownPause { heard = now }
    looked = now
    return limit.map { now - heard > $0 } ?? false
  }
}
