import Foundation

/// Starts a thread of its own for work that blocks; tasks share few threads and must not.
///
/// SIGPIPE is blocked in it, so that a write to a pipe nobody reads is an error of that write
/// alone, whatever the rest of the process has decided about the signal.
///
/// - Returns: 0, or the error's number; then nothing was started.
func startThread(_ body: @escaping @Sendable () -> Void) -> Int32 {
  var thread = pthread_t()
  return createThread(&thread, PTHREAD_CREATE_DETACHED, body)
}

/// The same for a thread in either state, detached or joinable.
func createThread(
  _ thread: inout pthread_t, _ state: Int, _ body: @escaping @Sendable () -> Void
) -> Int32 {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(state))
  let work = Unmanaged.passRetained(ThreadWork(body))
  let error = pthread_create(&thread, &attributes, runThread, work.toOpaque())
  if error != 0 { work.release() }
  return error
}

/// Does the same on several threads at once, this one among them, and waits for all; on fewer where
/// the system gives no more.
public func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  var threads: [pthread_t] = []
  for _ in 1..<max(1, count) {
    var thread = pthread_t()
    if createThread(&thread, PTHREAD_CREATE_JOINABLE, body) == 0 { threads.append(thread) }
  }
  body()
  for thread in threads { pthread_join(thread, nil) }
}

private final class ThreadWork: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runThread(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  var pipe = sigset_t()
  sigemptyset(&pipe)
  sigaddset(&pipe, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &pipe, nil)
  if let work { Unmanaged<ThreadWork>.fromOpaque(work).takeRetainedValue().body() }
  return nil
}

/// The system's words for an error's number.
func words(for error: Int32) -> String { String(cString: strerror(error)) }

/// Seconds of a clock that never jumps; only differences mean anything.
public func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Waits until one of the descriptors has something to say, or the time is over.
///
/// - Parameter entries: Negative descriptors are passed over.
/// - Returns: What each has to say, as `poll` puts it; all 0 if the time is over or a signal came.
func waitFor(
  _ entries: [(descriptor: Int32, events: Int32)], seconds: Double
) -> [Int32] {
  var polled = entries.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
  let milliseconds = seconds.isFinite ? Int32(min(seconds * 1000, 1e6).rounded(.up)) : -1
  guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else {
    return Array(repeating: 0, count: entries.count)
  }
  return polled.map { Int32($0.revents) }
}
