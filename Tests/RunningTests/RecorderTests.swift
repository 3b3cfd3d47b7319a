import Experiments
import Letters
import Scheduling
import Storage
import Testing

@testable import Running

/// What is recorded, when, and what becomes of files that no row names any more.
@Suite(.timeLimit(.minutes(60))) struct RecorderTests {
  private let sweep: TestSweep
  private let run: Run
  /// A run that the store has never heard of, so that it refuses a batch.
  private let stranger = TestSweep.run(99)

  init() throws {
    sweep = try TestSweep()
    run = sweep.runs[0]
  }

  private func value(_ epoch: Int, _ value: Double) -> ScheduledEvent {
    run.says(.metrics(epoch: epoch, [Metric(.trainMSE, value)]))
  }

  private func epochs() throws -> [Int]? { try sweep.result(run)?.metrics.map(\.epoch) }

  @Test func anEndIsRecordedAtOnceAndValuesWithinAQuarterOfASecond() throws {
    let recorder = sweep.recorder()
    recorder.record([run.starts, value(1, 1)], now: 0.1)
    #expect(try epochs() == [])
    recorder.commitIfDue(0.3)
    #expect(try epochs() == [1])
    recorder.record([value(2, 1), run.says(.ended(.finished(seconds: 1, sequences: 8)))], now: 0.3)
    #expect(try sweep.result(run)?.state == .finished)
  }

  @Test func aRefusalStopsRecordingAndIsKept() throws {
    let recorder = sweep.recorder()
    recorder.record(
      [stranger.starts, stranger.says(.ended(.interrupted(seconds: 1, sequences: 8)))], now: 0)
    #expect((recorder.failure as? StoreError)?.code == .unknown)
    recorder.record([run.starts, run.says(.ended(.interrupted(seconds: 1, sequences: 8)))], now: 1)
    recorder.commit(2)
    #expect(try sweep.result(run)?.state == .pending)
    #expect((recorder.failure as? StoreError)?.code == .unknown && recorder.conflicts.isEmpty)
  }

  @Test func aConflictIsCollectedAndTheRestIsRecorded() throws {
    let recorder = sweep.recorder()
    recorder.record([run.starts, value(1, 1)], now: 0)
    recorder.commit(0)
    let end = run.says(.ended(.finished(seconds: 1, sequences: 8)))
    recorder.record([value(1, 2), value(2, 3), end], now: 1)
    #expect(recorder.failure == nil)
    #expect(recorder.conflicts.count == 1)
    #expect(try epochs() == [1, 2])
    #expect(try sweep.result(run)?.metrics.first?.metrics.map(\.value) == [1])
    #expect(try sweep.result(run)?.state == .finished)
  }

  @Test func theOldestOfThreeCheckpointsGoesOnceTheNewestIsRecorded() throws {
    let recorder = sweep.recorder()
    let saved = try (1...3).map { try sweep.checkpoint($0, of: run) }
    recorder.record([run.starts] + saved.prefix(2).map { run.says(.checkpoint($0)) }, now: 0)
    #expect(saved.allSatisfy(sweep.isThere))
    recorder.record([run.says(.checkpoint(saved[2]))], now: 0)
    #expect(saved.map(sweep.isThere) == [false, true, true])
    #expect(try sweep.result(run)?.checkpoints.map(\.epoch).sorted() == [2, 3])
  }

  @Test func whatTheStoreRefusedRemovesNoFile() throws {
    let recorder = sweep.recorder()
    let saved = try (1...3).map { try sweep.checkpoint($0, of: run) }
    recorder.record([run.starts] + saved.prefix(2).map { run.says(.checkpoint($0)) }, now: 0)
    recorder.record([run.says(.checkpoint(saved[2])), stranger.starts], now: 0)
    #expect(recorder.failure != nil)
    #expect(saved.allSatisfy(sweep.isThere))
    #expect(try sweep.result(run)?.checkpoints.map(\.epoch).sorted() == [1, 2])
  }
}
