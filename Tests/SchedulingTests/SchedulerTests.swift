import Experiments
import Foundation
import TestSupport
import Testing

@testable import Scheduling

/// All events of a sweep, and why it was stopped, if it was.
func run(
  _ jobs: [Job], slots: Int = 1, _ executor: any Executor, _ policy: RetryPolicy = RetryPolicy()
) async -> (events: [ScheduledEvent], error: SchedulingError?) {
  var all: [ScheduledEvent] = []
  let scheduler = Scheduler(slots: slots, executor: executor, policy: policy)
  do {
    for try await event in scheduler.events(of: jobs) { all.append(event) }
  } catch {
    return (all, error as? SchedulingError)
  }
  return (all, nil)
}

func finalEnds(_ events: [ScheduledEvent]) -> [String: [RunEnd]] {
  var found: [String: [RunEnd]] = [:]
  for event in events where !event.willRetry {
    if case .ended(let end) = event.event { found[event.run.id, default: []].append(end) }
  }
  return found
}

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SchedulerTests {
  @Test(arguments: [1, 2, 5])
  func everyRunEndsOnce(_ slots: Int) async throws {
    let worker = try FakeWorker()
    let labels = [
      "finish", "crash", "finish", "exit", "vanish", "garbage", "diverge", "finish", "error",
      "torn", "finish", "segfault",
    ]
    let executor = WorkerProcessExecutor(quiet: worker.command)
    let (events, error) = await run(jobs(labels), slots: slots, executor)
    #expect(error == nil)
    let ends = finalEnds(events)
    #expect(ends.count == labels.count)
    #expect(ends.values.allSatisfy { $0.count == 1 })
    let retried = events.filter { $0.willRetry }
    #expect(retried.count == 7, "\(retried.map { ($0.run.id, $0.event) })")
  }

  @Test func theLongestRunComesFirstAndTiesKeepThePlansOrder() async {
    let executor = ScriptedExecutor { _ in [Say.finished] }
    let costs: [Double] = [1, 3, 2, 3, 1]
    let jobs = costs.enumerated().map { Job(.fake("finish", id: $0), expectedSeconds: $1) }
    _ = await run(jobs, executor)
    #expect(executor.attempted.all.map(\.run.configuration.seed) == [1, 3, 2, 0, 4])
    #expect(executor.isClosed)
  }

  @Test func anEmptySweepEnds() async {
    let (events, error) = await run([], ScriptedExecutor { _ in [] })
    #expect(events.isEmpty && error == nil)
  }

  @Test func aCrashedRunGoesOnFromItsLastCheckpoint() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    let (events, error) = await run(jobs(["save-crash-finish"]), executor)
    #expect(error == nil)
    #expect(events.map(\.attempt) == [1, 1, 2])
    #expect(events.map(\.willRetry) == [false, true, false])
    #expect(events.last?.event == Say.finished)
  }

  @Test func checkpointsAreHandedOnNewestFirst() async {
    let executor = ScriptedExecutor { assignment in
      assignment.attempt > 1
        ? [Say.finished]
        : [Say.checkpoint(5), Say.checkpoint(10), Say.checkpoint(5), Say.error]
    }
    let assignment = Assignment.fake("x", checkpoints: [.fake(2), .fake(1)])
    _ = await run([Job(assignment, expectedSeconds: 1)], executor)
    #expect(executor.attempted.all.last?.checkpoints.map(\.epoch) == [5, 10, 2, 1])
  }

  @Test func theSameFailureTwiceWithNothingSavedIsNotTriedAThirdTime() async {
    let executor = ScriptedExecutor { _ in [Say.error] }
    _ = await run(jobs(["x"]), executor, RetryPolicy(retries: 9))
    #expect(executor.attempted.all.map(\.attempt) == [1, 2])
  }

  @Test func aRunThatGetsFurtherEachTimeIsTriedAgainUpToTheLimit() async {
    let executor = ScriptedExecutor { [Say.checkpoint($0.attempt), Say.error] }
    let (events, _) = await run(jobs(["x"]), executor, RetryPolicy(retries: 3))
    #expect(executor.attempted.all.map(\.attempt) == [1, 2, 3, 4])
    #expect(events.filter(\.willRetry).map(\.attempt) == [1, 2, 3])
  }

  @Test(arguments: [Say.diverged, Say.interrupted, Say.finished])
  func whatIsNoFailureIsNotRetried(_ end: RunEvent) async {
    let executor = ScriptedExecutor { _ in [end] }
    let (events, error) = await run(jobs(["x", "y"]), executor)
    #expect(executor.attempted.all.count == 2)
    #expect(error == nil && events.allSatisfy { !$0.willRetry })
  }

  @Test func aFullDiskStopsTheSweepAndLetsTheOthersSave() async {
    let executor = ScriptedExecutor { $0.run.label == "full" ? [Say.full] : [Say.started] }
    let (events, error) = await run(jobs(["polite", "full", "late"]), slots: 2, executor)
    #expect(error?.code == .outOfResources)
    #expect(error?.description == "run full: disk full")
    #expect(executor.stopped == .gently)
    #expect(events.contains { $0.run.label == "polite" && $0.event == Say.checkpoint(7) })
    #expect(!executor.attempted.all.contains { $0.run.label == "late" || $0.attempt > 1 })
  }

  @Test func failFastStopsAtTheFirstRunThatFailsForGood() async {
    let executor = ScriptedExecutor { _ in [Say.error] }
    let (_, error) = await run(jobs(["a", "b"]), executor, RetryPolicy(failFast: true))
    #expect(error?.code == .failedFast)
    #expect(error?.description == "stopped at the first failure, run a: bad")
    #expect(executor.attempted.all.map(\.run.label) == ["a", "a"])
  }

  @Test func aSweepWhoseFirstRunsAllFailTheSameWayIsStopped() async {
    let executor = ScriptedExecutor { _ in [Say.error] }
    let policy = RetryPolicy(retries: 0, breaker: 3)
    let (_, error) = await run(jobs(["a", "b", "c", "d"]), executor, policy)
    #expect(error?.code == .everyRunFails)
    #expect(error?.failures == 3)
    #expect(executor.attempted.all.count == 3)
  }

  @Test func oneRunThatFinishesKeepsTheSweepGoing() async {
    let executor = ScriptedExecutor { $0.run.label == "b" ? [Say.finished] : [Say.error] }
    let policy = RetryPolicy(retries: 0, breaker: 3)
    let (events, error) = await run(jobs(["a", "b", "c", "d", "e", "f"]), executor, policy)
    #expect(error == nil)
    #expect(finalEnds(events).count == 6)
  }

  @Test func aGentleStopSavesAndStartsNothingMore() async throws {
    let worker = try FakeWorker()
    let scheduler = Scheduler(
      slots: 2, executor: WorkerProcessExecutor(quiet: worker.command), grace: .seconds(3600))
    var events: [ScheduledEvent] = []
    for try await event in scheduler.events(of: jobs(["polite", "polite", "finish"])) {
      events.append(event)
      if events.filter({ $0.event == Say.started }).count == 2 { scheduler.stop(.gently) }
    }
    #expect(finalEnds(events).values.allSatisfy { $0 == [.interrupted(seconds: 1, sequences: 2)] })
    #expect(events.filter { $0.event == Say.checkpoint(5) }.count == 2)
    #expect(!events.contains { $0.run.label == "finish" })
  }

  @Test func aGentleStopBecomesAHardOneAfterTheGrace() async throws {
    let worker = try FakeWorker()
    let scheduler = Scheduler(
      slots: 1, executor: WorkerProcessExecutor(quiet: worker.command),
      grace: .milliseconds(200))
    var ends: [RunEvent] = []
    // The worker never ends by itself.
    let start = monotonicSeconds()
    for try await event in scheduler.events(of: jobs(["stubborn"])) {
      if event.event == Say.started { scheduler.stop(.gently) } else { ends.append(event.event) }
    }
    #expect(ends == [.ended(.interrupted(seconds: 0, sequences: 0))])
    #expect(monotonicSeconds() - start >= 0.2, "before the grace was over")
  }

  @Test func aSecondStopDoesNotWaitForTheGrace() async throws {
    let worker = try FakeWorker()
    let scheduler = Scheduler(
      slots: 1, executor: WorkerProcessExecutor(quiet: worker.command), grace: .seconds(1_000_000))
    var ends: [RunEvent] = []
    for try await event in scheduler.events(of: jobs(["stubborn"])) {
      guard event.event == Say.started else {
        ends.append(event.event)
        continue
      }
      scheduler.stop(.gently)
      scheduler.stop(.now)
    }
    #expect(ends == [.ended(.interrupted(seconds: 0, sequences: 0))])
  }

  @Test func aListenerThatGoesAwayEndsTheWorkers() async throws {
    let worker = try FakeWorker()
    let scheduler = Scheduler(slots: 2, executor: WorkerProcessExecutor(quiet: worker.command))
    try await firstEvent(of: scheduler.events(of: jobs(["stubborn", "stubborn"])))
    let workers = try pids(in: worker.folder.path)
    #expect(!workers.isEmpty)
    #expect(await eventually { workers.allSatisfy { !isAlive($0) } })
  }

  private func firstEvent(
    of events: consuming AsyncThrowingStream<ScheduledEvent, any Error>
  ) async throws {
    for try await _ in events { break }
  }

  @Test func stoppedBeforeItBeganASweepStartsNothing() async throws {
    let executor = ScriptedExecutor { _ in [Say.finished] }
    let scheduler = Scheduler(slots: 1, executor: executor)
    scheduler.stop(.gently)
    for try await _ in scheduler.events(of: jobs(["a"])) {}
    #expect(executor.attempted.all.isEmpty)
  }
}
