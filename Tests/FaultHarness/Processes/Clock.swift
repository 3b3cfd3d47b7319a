import Foundation

/// Time that never jumps.
enum Clock {
  /// Seconds; only differences mean anything.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Does nothing for so long.
  static func pause(_ seconds: Double) { usleep(UInt32(max(0, seconds) * 1e6)) }
}
