import Foundation

/// Clocks, read only where commands begin.
package enum Clock {
  /// Seconds of a clock that never jumps.
  package static func seconds() -> Double { read(CLOCK_MONOTONIC) }

  /// Seconds this thread has computed.
  package static func threadSeconds() -> Double { read(CLOCK_THREAD_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
