import Experiments
import Files
import Foundation
import Scheduling
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(60))) struct ClusterLoopTests {
  private let scene: Scene

  init() throws { scene = try Scene() }

  /// Takes turns until attempts that wait have been handed over.
  private func settle(_ loop: inout ClusterLoop) {
    usleep(250_000)
    loop.turn()
  }

  private func begin(_ runs: Int, _ loop: inout ClusterLoop) -> [Heard] {
    let heard = (0..<runs).map { _ in Heard() }
    for (id, heard) in heard.enumerated() { loop.take(scene.assignment(id), heard.output) }
    settle(&loop)
    return heard
  }

  /// Every task of a submission begins.
  private func beginTasks(_ record: SubmissionFolder.Record) throws {
    for task in record.tasks.indices { try scene.folder(record).begin(task, host: "n1") }
  }

  @Test func whatIsGatheredIsHandedOverAtOnce() throws {
    var loop = scene.loop()
    _ = begin(6, &loop)
    let submitted = scene.engine.state.withLock { $0.submitted }
    #expect(submitted.map(\.taskCount) == [4])
    #expect(Set(try #require(scene.submissions.first).tasks.joined()).count == 6)
    #expect(scene.said.all == ["submitted 6 runs in 4 tasks: job 7"])
  }

  @Test func aSubmissionHasNoMoreTasksThanItMay() {
    var loop = scene.loop(maxTasks: 3)
    _ = begin(4, &loop)
    #expect(scene.engine.state.withLock { $0.submitted.map(\.taskCount) } == [3, 1])
  }

  @Test func eventsComeWithTheirMarksAndInOrder() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    let journal = try scene.journal(scene.assignment(0))
    for event in [Say.started, Say.loss(1), Say.finished] { try journal.write(event) }
    loop.turn()
    let all = await heard[0].all()
    #expect(all.map(\.event) == [Say.started, Say.loss(1), Say.finished])
    #expect(all.map(\.mark?.isLive) == [true, true, false])
  }

  @Test func aTaskThatIsPutBackGoesOnInTheNextJournal() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    let first = try scene.journal(scene.assignment(0))
    for event in [Say.started, Say.loss(1), Say.interrupted] { try first.write(event) }
    for _ in 0..<3 { loop.turn() }
    let second = try scene.journal(scene.assignment(0))
    try second.write(Say.started)
    for _ in 0..<7 { loop.turn() }
    // What the first one still says counts no more.
    try first.write(Say.loss(9))
    for event in [Say.loss(2), Say.finished] { try second.write(event) }
    for _ in 0..<7 { loop.turn() }
    let all = await heard[0].all()
    #expect(
      all.map(\.event) == [
        Say.started, Say.loss(1), Say.interrupted, Say.started, Say.loss(2), Say.finished,
      ])
    #expect(all.map(\.goesOn) == [false, false, true, false, false, false])
  }

  @Test func anotherAttemptIsFollowedFromWhereTheFirstWasRead() async throws {
    var loop = scene.loop()
    let first = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    let journal = try scene.journal(scene.assignment(0))
    let failed = RunEvent.ended(.failed(.error(message: "bad", resource: false)))
    for event in [Say.started, failed] { try journal.write(event) }
    loop.turn()
    #expect(await first[0].all().map(\.event) == [Say.started, failed])
    let second = Heard()
    loop.take(scene.assignment(0, attempt: 2), second.output)
    settle(&loop)
    for record in scene.submissions { try beginTasks(record) }
    loop.turn()
    let next = try scene.journal(scene.assignment(0, attempt: 2))
    for event in [Say.started, Say.loss(1), Say.finished] { try next.write(event) }
    for _ in 0..<7 { loop.turn() }
    #expect(await second.all().map(\.event) == [Say.started, Say.loss(1), Say.finished])
  }

  @Test func aFaultOfAnEarlierJournalDoesNotEndTheNextAttempt() async throws {
    var loop = scene.loop()
    let first = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    _ = try scene.journal(scene.assignment(0))
    let path = Journal.file(1, in: RunHome(path: scene.assignment(0).home))
    try scene.files.write(Array("garbage\n".utf8), to: path)
    for _ in 0..<2 { loop.turn() }
    guard case .failed? = await first[0].end() else {
      Issue.record("the fault was not told")
      return
    }
    let second = Heard()
    loop.take(scene.assignment(0, attempt: 2), second.output)
    settle(&loop)
    for record in scene.submissions { try beginTasks(record) }
    for _ in 0..<7 { loop.turn() }
    let next = try scene.journal(scene.assignment(0, attempt: 2))
    for event in [Say.started, Say.finished] { try next.write(event) }
    for _ in 0..<7 { loop.turn() }
    #expect(await second.all().map(\.event) == [Say.started, Say.finished])
  }

  @Test func aTaskIsLostAtTheSecondLookWithoutItAndNotBefore() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    let journal = try scene.journal(scene.assignment(0))
    try journal.write(Say.started)
    loop.turn()
    scene.engine.state.withLock { $0.queue = [] }
    loop.turn()
    #expect(loop.followed.count == 1)
    // It is there after all, and says something: the next miss is the first again.
    try journal.write(Say.loss(1))
    loop.turn()
    #expect(loop.followed.count == 1)
    for _ in 0..<2 { loop.turn() }
    guard case .failed(.error(let words, false))? = await heard[0].end() else {
      Issue.record("not lost")
      return
    }
    #expect(words.contains("left the queue"))
  }

  @Test func nothingIsLostWhileTheSchedulerDoesNotAnswer() throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    try beginTasks(try #require(scene.submissions.first))
    scene.engine.state.withLock { $0.isUnreachable = true }
    for _ in 0..<5 { loop.turn() }
    #expect(loop.followed.count == 1)
    #expect(scene.said.all.count { $0.contains("squeue does not answer") } == 1)
    withExtendedLifetime(heard) {}
  }

  @Test func tasksThatAreHeldAreToldOnce() throws {
    var loop = scene.loop()
    let heard = begin(2, &loop)
    scene.engine.state.withLock { state in
      state.queue = state.submitted.flatMap { submission in
        (0..<submission.taskCount).map {
          QueuedTask(
            token: submission.token, index: $0, isRunning: false, place: nil,
            state: "PENDING (launch failed requeued held)")
        }
      }
    }
    for _ in 0..<3 { loop.turn() }
    #expect(scene.said.all.count { $0.contains("2 tasks are held") } == 1)
    withExtendedLifetime(heard) {}
  }

  @Test func runsThatATaskNeverCameToAreHandedOverAgain() async throws {
    var loop = scene.loop()
    let heard = begin(8, &loop)
    let record = try #require(scene.submissions.first)
    let runs = record.tasks[0]
    try #require(runs.count == 2)
    try scene.folder(record).begin(0, host: "n1")
    let number = try #require(Int(runs[0], radix: 16))
    let journal = try scene.journal(scene.assignment(number))
    try journal.write(Say.started)
    loop.turn()
    scene.engine.state.withLock { $0.queue = $0.submitted[0].queued.filter { $0.index != 0 } }
    for _ in 0..<3 { loop.turn() }
    settle(&loop)
    let again = scene.submissions.first { $0.token != record.token }
    #expect(again?.tasks == [[runs[1]]])
    guard case .failed? = await heard[number].end() else {
      Issue.record("the run that was on was not lost")
      return
    }
  }

  @Test func aTaskWhoseScriptEndsBeforeAnyRunTellsWhatItPrinted() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    let record = try #require(scene.submissions.first)
    try scene.files.write(
      Array("module: command not found\n".utf8),
      to: ".cluster/s/\(record.token)/log-0.txt")
    scene.engine.state.withLock { $0.queue = [] }
    for _ in 0..<2 { loop.turn() }
    guard case .failed(.notStarted(let words))? = await heard[0].end() else {
      Issue.record("no failure")
      return
    }
    #expect(words.contains("module: command not found"))
  }

  @Test func aTaskThatIsTakenBackBeforeItBeginsIsAnInterruption() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    scene.engine.state.withLock { $0.queue = [] }
    for _ in 0..<2 { loop.turn() }
    #expect(await heard[0].end() == .interrupted(seconds: 0, sequences: 0))
  }

  @Test func theNextOneJoinsWhatGoesOnAndSubmitsNothing() async throws {
    var first = scene.loop()
    let left = begin(2, &first)
    first.stop(.detach)
    #expect(await left[0].end() == .interrupted(seconds: 0, sequences: 0))
    try beginTasks(try #require(scene.submissions.first))
    for id in 0..<2 {
      let journal = try scene.journal(scene.assignment(id))
      for event in [Say.started, Say.finished] { try journal.write(event) }
    }
    var second = scene.loop(runs: 2)
    // Attempts come when they come.
    for _ in 0..<3 { second.turn() }
    let heard = begin(2, &second)
    #expect(scene.engine.state.withLock { $0.submitted.count } == 1)
    for heard in heard { #expect(await heard.all().map(\.event) == [Say.started, Say.finished]) }
  }

  @Test func whatWasCutShortBeforeItWasHandedOverIsHandedOverAfterTwoLooks() throws {
    scene.engine.state.withLock { $0.refusal = ClusterError(.unreachable, "sbatch timed out") }
    var first = scene.loop()
    let left = begin(1, &first)
    scene.engine.state.withLock {
      $0.refusal = nil
      $0.queue = []
    }
    var second = scene.loop()
    let heard = begin(1, &second)
    second.turn()
    #expect(scene.engine.state.withLock { $0.submitted.count } == 2)
    #expect(scene.submissions.count == 1)
    withExtendedLifetime((left, heard)) {}
  }

  @Test func whatTheSchedulerHasThoughNobodySaidSoIsNotHandedOverAgain() throws {
    scene.engine.state.withLock { $0.refusal = ClusterError(.unreachable, "sbatch timed out") }
    var loop = scene.loop()
    let heard = begin(1, &loop)
    for _ in 0..<5 { loop.turn() }
    #expect(scene.engine.state.withLock { $0.submitted.count } == 1)
    withExtendedLifetime(heard) {}
  }

  @Test func aRefusalEndsWhatWaitsAndIsKept() async throws {
    let refusal = ClusterError(.profile, "cluster.json:3: no partition gpu", fix: "name another")
    scene.engine.state.withLock { $0.refusal = refusal }
    var loop = scene.loop()
    let heard = begin(3, &loop)
    #expect(loop.failure == refusal)
    #expect(await heard[2].end() == .interrupted(seconds: 0, sequences: 0))
    #expect(scene.submissions.isEmpty)
  }

  @Test func aGentleStopTakesBackWhatWaitsAndAsksWhatRunsToSave() async throws {
    var loop = scene.loop()
    let heard = begin(2, &loop)
    let record = try #require(scene.submissions.first)
    try scene.folder(record).begin(0, host: "n1")
    loop.turn()
    loop.stop(.gently)
    #expect(scene.engine.state.withLock { $0.cancelled } == [record.token])
    #expect(scene.folder(record).isAskedToStop)
    #expect(loop.followed.count == 1)
    let run = try #require(Int(record.tasks[0][0], radix: 16))
    #expect(await heard[1 - run].end() == .interrupted(seconds: 0, sequences: 0))
    let journal = try scene.journal(scene.assignment(run))
    for event in [Say.started, Say.interrupted] { try journal.write(event) }
    try scene.folder(record).end(0, why: .stopped)
    loop.turn()
    #expect(loop.followed.isEmpty)
  }

  @Test func whatIsOverIsPutAway() async throws {
    var loop = scene.loop()
    let heard = begin(1, &loop)
    let record = try #require(scene.submissions.first)
    try beginTasks(record)
    let journal = try scene.journal(scene.assignment(0))
    for event in [Say.started, Say.finished] { try journal.write(event) }
    try scene.folder(record).end(0, why: .done)
    loop.turn()
    #expect(scene.submissions.isEmpty)
    #expect(await heard[0].end() == .finished(seconds: 1, sequences: 2))
  }
}
