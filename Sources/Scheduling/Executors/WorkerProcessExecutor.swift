import Experiments
import Foundation
import Synchronization

/// Attempts runs in worker processes, each of which takes one run after another.
///
/// A worker is started when no idle one is left, so there are as many as there are attempts at a
/// time. One that said something wrong, or ended a run by going silent, is never used again.
public final class WorkerProcessExecutor: Executor {
  private struct Workers {
    var idle: [WorkerProcess] = []
    var busy: [WorkerProcess] = []
    var stopping: StopManner?
  }

  private let command: WorkerCommand
  private let settings: WorkerSettings
  private let diagnosis: Diagnosis
  private let workers = Mutex(Workers())

  /// Makes an executor; nothing is started yet.
  ///
  /// - Parameters:
  ///   - command: How a worker is started.
  ///   - timeout: Seconds without a line from a worker that is at work, after which it is killed;
  ///     `nil` for never.
  ///   - longestLine: The longest line a worker may write, in bytes.
  ///   - lastWords: The last lines that a worker wrote elsewhere about a run; asked for after a
  ///     crash.
  ///   - receive: Shown each event of a worker before anybody else hears of it, in the thread of its
  ///     attempt; what it returns counts in the event's place, and what it throws ends the attempt.
  ///   - complaint: Told each line of a worker's standard error, from a thread of its own.
  public init(
    _ command: WorkerCommand, timeout: Double? = nil, longestLine: Int = 64 << 20,
    lastWords: @escaping @Sendable (Assignment) -> [String] = { _ in [] },
    receive: @escaping @Sendable (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent = {
      event, _ in event
    },
    complaint: @escaping @Sendable (String) -> Void
  ) {
    self.command = command
    let memory = MemoryKills()
    diagnosis = Diagnosis(lastWords: lastWords, memory: memory)
    settings = WorkerSettings(
      timeout: timeout, longestLine: longestLine, memory: memory, receive: receive,
      report: complaint)
  }

  /// Begins an attempt in an idle worker, or a new one.
  public func attempt(_ assignment: Assignment) -> AsyncStream<AttemptEvent> {
    let (events, continuation) = AsyncStream.makeStream(of: AttemptEvent.self)
    let error = startThread {
      let end = self.carryOut(assignment) { continuation.yield(AttemptEvent($0)) }
      continuation.yield(AttemptEvent(.ended(end)))
      continuation.finish()
    }
    if error != 0 {
      continuation.yield(AttemptEvent(.ended(.failed(StartError(number: error).failure))))
      continuation.finish()
    }
    return events
  }

  /// Sends SIGTERM or SIGKILL to the workers that are at work; starts none from now on.
  public func stop(_ manner: StopManner) {
    workers.withLock { workers in
      guard workers.stopping.map({ $0 < manner }) ?? true else { return }
      workers.stopping = manner
      for worker in workers.busy { worker.signal(manner.signal) }
    }
  }

  /// Stops every worker where it stands, or lets all go on.
  public func suspend(_ isSuspended: Bool) {
    workers.withLock { workers in
      for worker in workers.busy + workers.idle {
        worker.signal(isSuspended ? SIGSTOP : SIGCONT)
      }
    }
  }

  /// Ends the idle workers' input and waits for their exit; those that stay are killed.
  public func close() async {
    let idle = workers.withLock { workers in
      defer { workers.idle = [] }
      return workers.idle
    }
    await withCheckedContinuation { continuation in
      let retire: @Sendable () -> Void = {
        self.retire(idle)
        continuation.resume()
      }
      if startThread(retire) != 0 { retire() }
    }
  }
}

extension WorkerProcessExecutor {
  private func carryOut(_ assignment: Assignment, _ report: (RunEvent) -> Void) -> RunEnd {
    do {
      let line = try JSONLines.encode(assignment)
      guard let worker = try takeWorker() else { return .interrupted(seconds: 0, sequences: 0) }
      var attempt = WorkerAttempt(assignment, line: line, worker, settings)
      let end = attempt.follow(report)
      if !attempt.workerIsUsable { retire([worker]) }
      attempt.finish()
      let told = giveBack(worker, isUsable: attempt.workerIsUsable, after: end)
      return diagnosis.refine(told, of: assignment)
    } catch let error as StartError {
      return .failed(error.failure)
    } catch {
      return .failed(.notStarted(message: "cannot start a worker: \(error)"))
    }
  }

  /// An idle worker or a new one; `nil` when stopping.
  private func takeWorker() throws -> WorkerProcess? {
    while true {
      let (worker, isStopping) = workers.withLock { ($0.idle.popLast(), $0.stopping != nil) }
      if isStopping {
        if let worker { retire([worker]) }
        return nil
      }
      guard let worker else { return register(try WorkerProcess(command)) }
      if worker.isReady { return register(worker) }
      retire([worker])
    }
  }

  private func register(_ worker: WorkerProcess) -> WorkerProcess {
    workers.withLock { workers in
      workers.busy.append(worker)
      // It was stopped while it was nobody's.
      if let manner = workers.stopping { worker.signal(manner.signal) }
    }
    return worker
  }

  /// - Returns: How the attempt ended, considering that the worker was perhaps told to stop.
  private func giveBack(_ worker: WorkerProcess, isUsable: Bool, after end: RunEnd) -> RunEnd {
    let isStopping = workers.withLock { workers in
      workers.busy.removeAll { $0 === worker }
      if isUsable { workers.idle.append(worker) }
      return workers.stopping != nil
    }
    guard isStopping, let last = worker.hasEnded(), last.isStop, end == .failed(last.failure)
    else { return end }
    return .interrupted(seconds: 0, sequences: 0)
  }

  private func retire(_ workers: [WorkerProcess]) {
    for worker in workers { worker.closeInput() }
    for worker in workers { _ = worker.waitForEnd(patience: WorkerAttempt.patience) }
  }
}

extension StopManner {
  fileprivate var signal: Int32 {
    switch self {
    case .gently: SIGTERM
    case .detach, .now: SIGKILL
    }
  }
}
