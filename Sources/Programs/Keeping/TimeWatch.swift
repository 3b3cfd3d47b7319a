/// Tells when a program has been silent, or has gone on, for too long.
struct TimeWatch {
  /// Between two looks there is little more than a tenth of a second, unless this process itself was
  /// stopped or had to wait for somebody; then the program's silence proves nothing.
  private static let ownPause = 2.0

  private let limits: ProgramLimits
  private var heard: Double
  private var looked: Double
  private var elapsed = 0.0

  /// - Parameter now: Seconds of a clock that never jumps.
  init(_ limits: ProgramLimits, now: Double) {
    self.limits = limits
    heard = now
    looked = now
  }

  /// The program wrote something.
  mutating func hear(at now: Double) { heard = now }

  /// Which limit has been passed.
  mutating func look(at now: Double) -> ProgramTimeout? {
    let pause = now - looked
    looked = now
    if pause > Self.ownPause { heard = now } else { elapsed += pause }
    if let total = limits.seconds, elapsed > total { return .total(total) }
    if let silence = limits.silence, now - heard > silence { return .silence(silence) }
    return nil
  }
}
