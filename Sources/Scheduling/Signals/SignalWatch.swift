import CSystem
import Foundation

/// Tells of the signals that ask a sweep to stop.
///
/// A handler writes one byte to a pipe and does nothing else; a thread reads the pipe. SIGHUP stays
/// ignored where it was, as under nohup; on SIGTSTP (Ctrl-Z) whoever wants to know is told, then the
/// process stops; SIGPIPE is ignored from now on, so a closed standard output
/// is an error of the write. One at a time in a process.
public final class SignalWatch: Sendable {
  private let hearing = SignalHearing()
  private let pipe: SignalPipe
  private let suspension: Suspension

  /// Starts to watch.
  ///
  /// - Parameter signals: Those that are heard.
  /// - Throws: ``SchedulingError`` where the system has no more descriptors or threads.
  public init(_ signals: [Signal] = Signal.ofSweeps) throws(SchedulingError) {
    csystem_ignore(SIGPIPE)
    // Ignored, children would vanish without a word about how they ended.
    csystem_restore(SIGCHLD)
    let heeded = signals.filter { $0 != .hangup || !csystem_is_ignored(SIGHUP) }
    let suspension = Suspension()
    let pipe = try SignalPipe(heeded.map(\.number) + suspension.signals)
    (self.pipe, self.suspension) = (pipe, suspension)
    let hearing = hearing
    let error = startThread { Self.pass(from: pipe.readEnd, to: hearing, suspension) }
    if error != 0 { throw SchedulingError(.cannotWatch, detail: words(for: error)) }
  }

  /// Has something done at each signal, and at those that nobody has heard yet, in the place of what was
  /// to be done before.
  ///
  /// - Parameter action: Called on a thread of its own, in order; `nil` has signals wait for the next.
  public func whenAsked(_ action: (@Sendable (Signal) -> Void)?) { hearing.set(action) }

  /// Has something done when this process is about to be stopped by Ctrl-Z, and when it goes on.
  ///
  /// - Parameter action: Given whether it is about to be stopped; called on a thread of its own.
  public func whenSuspended(_ action: @escaping @Sendable (Bool) -> Void) {
    suspension.set(action)
  }

  /// Stops watching: from now on these signals end the process.
  public func cancel() { pipe.restore() }

  private static func pass(
    from descriptor: Int32, to hearing: SignalHearing, _ suspension: Suspension
  ) {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1, let signal = Signal.allCases.first(where: { $0.number == Int32(byte) }) {
        hearing.hear(signal)
      } else if count == 1, suspension.signals.contains(Int32(byte)) {
        suspension.carryOut()
      } else if count == 0 || (count < 0 && errno != EINTR) {
        break
      }
    }
    close(descriptor)
  }
}
