import CSystem
import Experiments
import Foundation
import Synchronization

/// A worker's side of its pipes: takes assignments, says what happens, notices when to stop.
///
/// A thread reads the standard input. When that ends while a run is on, the parent is gone: the
/// worker writes no further file, and if it has not exited by itself soon after, it is made to.
/// (The kernel's parent-death signal is no substitute: it follows the thread that started the
/// worker, not the process.) SIGTERM asks to finish the batch, save and exit. SIGINT and SIGHUP are
/// the parent's business and ignored here, SIGPIPE too.
public final class ParentWatch: Sendable {
  private let inbox = Mutex<[[UInt8]]>([])
  /// One signal for each line, and one for each reason to stop.
  private let arrivals = DispatchSemaphore(value: 0)
  private let stops = Atomic(false)
  private let ended = Atomic(false)
  private let output: Int32
  /// Seconds a worker without a parent has left; `nil` for any.
  private let orphanSeconds: Double?

  /// Starts to watch the standard input and the signals; once in a worker's life, at its beginning.
  ///
  /// - Throws: ``SchedulingError`` where the system has no more descriptors or threads.
  public convenience init() throws(SchedulingError) {
    csystem_save_memory()
    for signal in [SIGINT, SIGHUP, SIGPIPE] { csystem_ignore(signal) }
    let caught = try SignalPipe([SIGTERM])
    let output = try Self.takeStandardOutput()
    try self.init(input: 0, output: output, signals: caught.readEnd, orphanSeconds: 3)
  }

  /// From now on what is printed by mistake goes to standard error, and not between the events.
  private static func takeStandardOutput() throws(SchedulingError) -> Int32 {
    let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    if output < 0 || dup2(2, 1) < 0 {
      throw SchedulingError(.cannotWatch, detail: words(for: errno))
    }
    return output
  }

  init(
    input: Int32, output: Int32, signals: Int32, orphanSeconds: Double?
  ) throws(SchedulingError) {
    self.output = output
    self.orphanSeconds = orphanSeconds
    let error = startThread { self.watch(input, signals) }
    if error != 0 { throw SchedulingError(.cannotWatch, detail: words(for: error)) }
  }

  /// Whether to finish the batch and stop: asked to, or without a parent. Costs one load.
  public var shouldStop: Bool { stops.load(ordering: .acquiring) }

  /// Whether nobody is left to tell: then nothing more may be written, to files either.
  public var parentIsGone: Bool { ended.load(ordering: .acquiring) }

  /// Waits for the next assignment; the one before it has ended.
  ///
  /// - Parameter trainers: Those that this worker has.
  /// - Returns: `nil` when there is none and never will be, or when asked to stop: exit then.
  /// - Throws: ``AssignmentError`` where the line is no assignment; the next one may be.
  public func nextAssignment(_ trainers: Trainers) throws(AssignmentError) -> Assignment? {
    arrivals.wait()
    if shouldStop { return nil }
    let line = inbox.withLock { $0.removeFirst() }
    do {
      return try JSONLines.decode(Assignment.self, from: line, trainers: trainers)
    } catch {
      throw AssignmentError(error, line: line)
    }
  }

  /// Says what happened in a run. If nobody listens any more, the parent is gone from then on.
  ///
  /// - Throws: `EncodingError`; nothing has been said then.
  public func say(_ event: RunEvent, of run: Run) throws { try say(event, ofRun: run.id) }

  /// As above, of a run of which no more is known than its id.
  public func say(_ event: RunEvent, ofRun id: String) throws {
    var unsent = try JSONLines.encode(WorkerLine(run: id, event: event))[...]
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count >= 0 {
        unsent = unsent.dropFirst(count)
      } else if errno != EINTR {
        return end()
      }
    }
  }
}

extension ParentWatch {
  private func watch(_ input: Int32, _ signals: Int32) {
    var lines = PipeLines(limit: 64 << 20)
    while true {
      let ready = waitFor([(input, Int32(POLLIN)), (signals, Int32(POLLIN))], seconds: .infinity)
      if ready[1] != 0 { stopWhenAsked(signals) }
      guard ready[0] != 0 else { continue }
      guard case .more = lines.read(from: input) else { break }
      while let line = lines.next() { take(line) }
    }
    end()
    dieSoon()
  }

  private func take(_ line: ArraySlice<UInt8>) {
    inbox.withLock { $0.append(Array(line)) }
    arrivals.signal()
  }

  private func stopWhenAsked(_ signals: Int32) {
    var byte: UInt8 = 0
    guard read(signals, &byte, 1) == 1 else { return }
    stop()
  }

  private func stop() {
    stops.store(true, ordering: .releasing)
    arrivals.signal()
  }

  private func end() {
    ended.store(true, ordering: .releasing)
    stop()
  }

  private func dieSoon() {
    guard let orphanSeconds else { return }
    usleep(UInt32(orphanSeconds * 1e6))
    _exit(1)
  }
}
