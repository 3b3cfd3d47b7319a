import Experiments
import Foundation

/// One assignment in the hands of one worker, seen from the thread that waits for it.
struct WorkerAttempt {
  /// Between two looks at a silent worker.
  private static let tick = 0.25
  /// A worker that has closed its output has this long to exit.
  static let patience = 2.0

  private let assignment: Assignment
  private let worker: WorkerProcess
  private let settings: WorkerSettings
  private var unsent: ArraySlice<UInt8>
  private var lines: PipeLines
  private var complaints = PipeLines(limit: 65536)
  private var complaintsAreOpen = true
  private var watch: HangWatch
  /// Whether the worker ended the run itself and waits for another one; else it is dead or dying.
  private(set) var workerIsUsable = false

  /// - Parameter line: The assignment as it is sent.
  init(
    _ assignment: Assignment, line: [UInt8], _ worker: WorkerProcess, _ settings: WorkerSettings
  ) {
    self.assignment = assignment
    self.worker = worker
    self.settings = settings
    unsent = line[...]
    lines = PipeLines(limit: settings.longestLine)
    watch = HangWatch(limit: settings.timeout, now: monotonicSeconds())
  }

  /// Hands the assignment over and passes the events on until the worker says how it ended, or
  /// cannot say it any more.
  mutating func follow(_ report: (RunEvent) -> Void) -> RunEnd {
    while true {
      settings.memory.look(at: worker.id)
      let ready = waitForSomething()
      if ready.input { send() }
      if ready.complaints { readComplaints() }
      if let end = ready.output ? readEvents(report) : silence() { return end }
    }
  }

  /// Passes on what the worker has written to its standard error and nobody has read yet.
  mutating func finish() {
    while complaintsAreOpen, waitFor([(worker.complaints, Int32(POLLIN))], seconds: 0) != [0] {
      readComplaints()
    }
    if !complaints.rest.isEmpty { settings.complain(complaints.rest) }
  }

  private func waitForSomething() -> (input: Bool, output: Bool, complaints: Bool) {
    let ready = waitFor(
      [
        (unsent.isEmpty ? -1 : worker.input, Int32(POLLOUT)), (worker.output, Int32(POLLIN)),
        (complaintsAreOpen ? worker.complaints : -1, Int32(POLLIN)),
      ], seconds: Self.tick)
    return (ready[0] != 0, ready[1] != 0, ready[2] != 0)
  }

  private mutating func send() {
    let count = unsent.withUnsafeBytes { write(worker.input, $0.baseAddress, $0.count) }
    if count > 0 {
      unsent = unsent.dropFirst(count)
    } else if errno != EAGAIN && errno != EINTR {
      // It is dying; how, its output's end and its status will tell.
      unsent = []
    }
  }

  private mutating func readComplaints() {
    if case .more = complaints.read(from: worker.complaints) {
      while let line = complaints.next() { settings.complain(line) }
    } else {
      complaintsAreOpen = false
    }
  }

  private mutating func readEvents(_ report: (RunEvent) -> Void) -> RunEnd? {
    let outcome = lines.read(from: worker.output)
    watch.hear(at: monotonicSeconds())
    while let line = lines.next() {
      guard let event = event(in: line) else { return garbled(line) }
      if case .ended(let end) = event { return said(end) }
      do throws(RefusedEvent) {
        report(try settings.receive(event, assignment))
      } catch {
        worker.signal(SIGKILL)
        return .failed(error.reason)
      }
    }
    switch outcome {
    case .more: return nil
    case .tooLong: return garbled(lines.rest)
    case .end: return exitWithoutAWord()
    }
  }

  private mutating func said(_ end: RunEnd) -> RunEnd {
    workerIsUsable = lines.rest.isEmpty && !end.isLast
    return end
  }

  private func event(in line: ArraySlice<UInt8>) -> RunEvent? {
    guard let line = try? JSONLines.decode(WorkerLine.self, from: line),
      line.run == assignment.run.id
    else { return nil }
    return line.event
  }

  private func garbled(_ line: ArraySlice<UInt8>) -> RunEnd {
    worker.signal(SIGKILL)
    return .failed(.garbled(line: String(decoding: line.prefix(200), as: UTF8.self)))
  }

  private func exitWithoutAWord() -> RunEnd {
    .failed(worker.waitForEnd(patience: Self.patience).failure)
  }

  /// What it means that nothing came: nothing, or that the worker hangs, or that it is dead and
  /// somebody it started holds its output open.
  private mutating func silence() -> RunEnd? {
    if watch.isHung(at: monotonicSeconds()), let limit = settings.timeout {
      worker.signal(SIGKILL)
      return .failed(.timedOut(seconds: limit))
    }
    guard let end = worker.hasEnded(), waitFor([(worker.output, Int32(POLLIN))], seconds: 0) == [0]
    else { return nil }
    return .failed(end.failure)
  }
}

/// What all attempts of an executor have in common.
struct WorkerSettings: Sendable {
  /// Seconds of silence after which a worker is killed; `nil` for never.
  let timeout: Double?
  /// The longest line a worker may write, in bytes.
  let longestLine: Int
  /// Looks which group a worker is in.
  let memory: MemoryKills
  /// Shown each event before anybody else hears of it.
  let receive: @Sendable (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent
  /// Told each line of a worker's standard error.
  let report: @Sendable (String) -> Void

  func complain(_ line: ArraySlice<UInt8>) { report(String(decoding: line, as: UTF8.self)) }
}

extension RunEnd {
  /// Whether a worker that says so is about to exit.
  fileprivate var isLast: Bool {
    if case .interrupted = self { true } else { false }
  }
}
