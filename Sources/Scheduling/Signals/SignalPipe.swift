import CSystem
import Foundation

/// The pipe that signal handlers write to. The C side keeps one for the process: a handler can
/// reach nothing but what is global.
struct SignalPipe: Sendable {
  /// Gives each signal's number, one byte.
  let readEnd: Int32
  private let writeEnd: Int32
  private let signals: [Int32]

  /// Catches signals from now on.
  init(_ signals: [Int32]) throws(SchedulingError) {
    self.signals = signals
    var ends: [Int32] = [0, 0]
    var error = csystem_pipe(&ends)
    if error != 0 { throw SchedulingError(.cannotWatch, detail: words(for: error)) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
    error = csystem_catch(signals, Int32(signals.count), writeEnd)
    if error != 0 { throw SchedulingError(.cannotWatch, detail: words(for: error)) }
  }

  /// From now on the signals do what they do by default; the pipe ends.
  func restore() {
    for signal in signals { csystem_restore(signal) }
    _ = csystem_catch([], 0, -1)
    close(writeEnd)
  }
}
