import CSystem
import Foundation

/// Makes a stream of the signals that ask a sweep to stop.
///
/// A handler writes one byte to a pipe and does nothing else; a thread reads the pipe. SIGHUP stays
/// ignored where it was, as under nohup; SIGPIPE is ignored from now on, so a closed standard output
/// is an error of the write. One at a time in a process. Listen in a detached task: one made in an
/// async `main` runs on the main thread and waits behind whatever keeps that busy.
public final class SignalWatch: Sendable {
  /// The signals, as they come.
  public let signals: AsyncStream<Signal>
  private let pipe: SignalPipe

  /// Starts to watch.
  ///
  /// - Throws: ``SchedulingError`` where the system has no more descriptors or threads.
  public init() throws(SchedulingError) {
    csystem_ignore(SIGPIPE)
    // Ignored, children would vanish without a word about how they ended.
    csystem_restore(SIGCHLD)
    let heeded = Signal.allCases.filter { $0 != .hangup || !csystem_is_ignored(SIGHUP) }
    let pipe = try SignalPipe(heeded.map(\.number))
    self.pipe = pipe
    let (signals, output) = AsyncStream.makeStream(of: Signal.self)
    self.signals = signals
    let error = startThread { Self.pass(from: pipe.readEnd, to: output) }
    if error != 0 { throw SchedulingError(.cannotWatch, detail: words(for: error)) }
  }

  /// Stops watching: from now on these signals end the process; the stream ends.
  public func cancel() { pipe.restore() }

  private static func pass(
    from descriptor: Int32, to output: AsyncStream<Signal>.Continuation
  ) {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1, let signal = Signal.allCases.first(where: { $0.number == Int32(byte) }) {
        output.yield(signal)
      } else if count == 0 || (count < 0 && errno != EINTR) {
        break
      }
    }
    close(descriptor)
    output.finish()
  }
}
