import Experiments

/// Which runs are to be started next, and what follows from how they ended. Decides, does nothing.
struct JobQueue {
  /// What is known of a run that is on or will be.
  private struct Record {
    let job: Job
    let place: Int
    var attempt: Int
    var failures = 0
    /// Newest first.
    var checkpoints: [Checkpoint]
    /// How the last attempt failed, and the newest checkpoint at that time.
    var lastFailure: (reason: FailureReason, at: Checkpoint?)?

    init(_ job: Job, place: Int) {
      self.job = job
      self.place = place
      attempt = job.assignment.attempt
      checkpoints = job.assignment.checkpoints
    }

    var assignment: Assignment { job.assignment.again(attempt: attempt, from: checkpoints) }
  }

  private let policy: RetryPolicy
  private var records: [Record]
  /// Places in `records`, the next one last.
  private var waiting: [Int]
  /// Runs that failed for good, as long as none ended otherwise.
  private var failedAlike: [FailureReason] = []
  private var anyEndedWell = false
  /// Why no further run may be started; the others are to save and stop.
  private(set) var halt: SchedulingError?

  /// Longest first, so that no long run is left over alone at the end; equal ones in plan order.
  init(_ jobs: [Job], _ policy: RetryPolicy) {
    self.policy = policy
    records = jobs.enumerated().map { Record($1, place: $0) }
    waiting = records.sorted {
      ($1.job.expectedSeconds, $0.place) < ($0.job.expectedSeconds, $1.place)
    }.map(\.place).reversed()
  }

  /// The next to start, and the place to name it by from then on.
  mutating func next() -> (place: Int, assignment: Assignment)? {
    guard halt == nil, let place = waiting.popLast() else { return nil }
    return (place, records[place].assignment)
  }

  /// A run has saved itself; an attempt after this one goes on from here.
  mutating func note(_ saved: Checkpoint, at place: Int) {
    records[place].checkpoints.removeAll { $0.file == saved.file }
    records[place].checkpoints.insert(saved, at: 0)
  }

  /// An attempt has ended.
  ///
  /// - Returns: Whether another one follows.
  mutating func end(_ end: RunEnd, at place: Int, mayRetry: Bool) -> Bool {
    guard case .failed(let reason) = end else {
      anyEndedWell = true
      return false
    }
    if mayRetry, isWorthRetrying(reason, at: place) {
      retry(after: reason, at: place)
      return true
    }
    halt = halt ?? reasonToHalt(reason, at: place)
    return false
  }

  private func isWorthRetrying(_ reason: FailureReason, at place: Int) -> Bool {
    let record = records[place]
    if reason.isOutOfResources || reason.isOutOfMemory { return false }
    if halt != nil || record.failures >= policy.retries { return false }
    // Nothing was saved between two equal failures: a third would follow.
    guard let last = record.lastFailure, last.reason.withoutLog == reason.withoutLog else {
      return true
    }
    return last.at != record.checkpoints.first
  }

  private mutating func retry(after reason: FailureReason, at place: Int) {
    records[place].failures += 1
    records[place].attempt += 1
    records[place].lastFailure = (reason, records[place].checkpoints.first)
    waiting.append(place)
  }

  private mutating func reasonToHalt(_ reason: FailureReason, at place: Int) -> SchedulingError? {
    failedAlike.append(reason)
    func error(_ code: SchedulingError.Code) -> SchedulingError {
      SchedulingError(
        code, label: records[place].job.assignment.run.label, failures: failedAlike.count,
        detail: reason.words)
    }
    if reason.isOutOfResources { return error(.outOfResources) }
    if policy.failFast { return error(.failedFast) }
    let isBroken =
      !anyEndedWell && failedAlike.count >= policy.breaker
      && failedAlike.allSatisfy { $0.isLike(reason) }
    return isBroken ? error(.everyRunFails) : nil
  }
}
