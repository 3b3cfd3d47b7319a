import Experiments
import Synchronization

/// Runs many runs in few slots. It has never heard of training.
///
/// One scheduler is for one sweep. Failed runs are tried again from their newest checkpoint; a run
/// that diverged or was interrupted is not; the same failure twice with nothing saved in between
/// ends the run.
public final class Scheduler: Sendable {
  private struct Stopping {
    var manner: StopManner?
    /// Turns a gentle stop into a hard one.
    var deadline: Task<Void, Never>?
    var isOver = false
  }

  /// An attempt as its end leaves it.
  private struct Ended {
    let place: Int
    let assignment: Assignment
    let end: RunEnd
    /// Checkpoints written, oldest first.
    let saved: [Checkpoint]
    let mark: JournalMark?
  }

  private typealias Output = AsyncThrowingStream<ScheduledEvent, any Error>.Continuation

  private let slots: Int
  private let executor: any Executor
  private let policy: RetryPolicy
  private let grace: Duration
  private let stopping = Mutex(Stopping())

  /// Makes a scheduler; nothing is started yet.
  ///
  /// - Parameters:
  ///   - slots: How many runs are on at a time; at least 1.
  ///   - executor: Where they run; it is closed at the end.
  ///   - policy: What is done about runs that fail.
  ///   - grace: How long a run may take to save and stop when asked to.
  public init(
    slots: Int, executor: any Executor, policy: RetryPolicy = RetryPolicy(),
    grace: Duration = .seconds(15)
  ) {
    precondition(slots > 0, "Scheduler: \(slots) slots")
    self.slots = slots
    self.executor = executor
    self.policy = policy
    self.grace = grace
  }

  /// Runs all jobs, longest first, and tells what happens; of each run in order.
  ///
  /// It ends when no worker is left. If the listener goes away before that, all are killed.
  ///
  /// - Throws: ``SchedulingError`` where the sweep was stopped before its end and nobody had asked
  ///   for that; after the last event.
  public func events(of jobs: [Job]) -> AsyncThrowingStream<ScheduledEvent, any Error> {
    let (events, output) = AsyncThrowingStream.makeStream(of: ScheduledEvent.self)
    output.onTermination = { [self] in if case .cancelled = $0 { stop(.now) } }
    Task.detached { await self.drive(JobQueue(jobs, self.policy), output) }
    return events
  }

  /// Starts no further run and ends those that are on; `gently` becomes `now` after the grace.
  public func stop(_ manner: StopManner) {
    let isNews = stopping.withLock { stopping in
      guard !stopping.isOver, stopping.manner.map({ $0 < manner }) ?? true else { return false }
      stopping.manner = manner
      if manner == .gently { stopping.deadline = Task.detached { await self.stopAfterGrace() } }
      return true
    }
    if isNews { executor.stop(manner) }
  }

  /// Stops the attempts where they stand, or lets them go on: for whoever is itself being stopped.
  public func suspend(_ isSuspended: Bool) { executor.suspend(isSuspended) }

  private func stopAfterGrace() async {
    try? await Task.sleep(for: grace)
    if !Task.isCancelled { stop(.now) }
  }

  private var isStopping: Bool { stopping.withLock { $0.manner != nil } }
}

extension Scheduler {
  private func drive(_ jobs: JobQueue, _ output: Output) async {
    var jobs = jobs
    do {
      try await TimerDescriptors.open()
    } catch {
      await executor.close()
      finish()
      return output.finish(
        throwing: SchedulingError(.outOfResources, detail: error.failure.words))
    }
    await withTaskGroup(of: Ended.self) { group in
      for _ in 0..<slots { start(&jobs, &group, output) }
      while let attempt = await group.next() {
        end(attempt, &jobs, output)
        start(&jobs, &group, output)
      }
    }
    await executor.close()
    finish()
    output.finish(throwing: jobs.halt)
  }

  private func start(
    _ jobs: inout JobQueue, _ group: inout TaskGroup<Ended>, _ output: Output
  ) {
    guard !isStopping, let (place, assignment) = jobs.next() else { return }
    group.addTask { await self.attempt(assignment, place, output) }
  }

  private func attempt(_ assignment: Assignment, _ place: Int, _ output: Output) async -> Ended {
    var end = RunEnd.interrupted(seconds: 0, sequences: 0)
    var saved: [Checkpoint] = []
    var mark: JournalMark?
    for await said in executor.attempt(assignment) {
      if case .ended(let how) = said.event, !said.goesOn {
        (end, mark) = (how, said.mark)
        continue
      }
      if case .checkpoint(let checkpoint) = said.event { saved.append(checkpoint) }
      output.yield(
        ScheduledEvent(
          run: assignment.run, attempt: assignment.attempt, event: said.event,
          willRetry: said.goesOn, mark: said.mark))
    }
    return Ended(place: place, assignment: assignment, end: end, saved: saved, mark: mark)
  }

  private func end(_ attempt: Ended, _ jobs: inout JobQueue, _ output: Output) {
    for saved in attempt.saved { jobs.note(saved, at: attempt.place) }
    let willRetry = jobs.end(attempt.end, at: attempt.place, mayRetry: !isStopping)
    output.yield(
      ScheduledEvent(
        run: attempt.assignment.run, attempt: attempt.assignment.attempt,
        event: .ended(attempt.end), willRetry: willRetry, mark: attempt.mark))
    if jobs.halt != nil { stop(.gently) }
  }

  private func finish() {
    stopping.withLock { stopping in
      stopping.isOver = true
      stopping.deadline?.cancel()
    }
  }
}
