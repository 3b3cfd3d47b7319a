import Experiments
import Letters
import Testing

@testable import Running

/// Which checkpoints are kept, until a run is finished and after.
@Suite(.timeLimit(.minutes(60))) struct CheckpointShelfTests {
  private let run = TestSweep.run(0)
  private let home = RunHome(of: "id-0", in: "runs")

  private func saved(_ epoch: Int, in home: RunHome? = nil) -> Checkpoint {
    Checkpoint(
      epoch: epoch, batch: 0, file: (home ?? self.home).checkpoint(epoch: epoch, batch: 0),
      sha256: "\(epoch)", bytes: 1)
  }

  private func shelf(_ epochs: [Int] = [], continues: String? = nil) -> CheckpointShelf {
    let newestFirst = epochs.sorted(by: >).map { saved($0) }
    return CheckpointShelf(
      PlannedRun(run: run, decision: .new, checkpoints: newestFirst, continues: continues),
      home, .letters)
  }

  private func start(_ epoch: Int) -> RunEvent {
    .started(epoch: epoch, batch: 0, environment: TestSweep.environment)
  }

  private let end = RunEvent.ended(.finished(seconds: 1, sequences: 1))

  @Test func theNewestTwoAreKeptUntilTheRunIsFinished() {
    var shelf = shelf()
    #expect(shelf.take(.checkpoint(saved(1))).isEmpty)
    #expect(shelf.take(.checkpoint(saved(2))).isEmpty)
    #expect(shelf.take(.checkpoint(saved(3))) == [.obsolete(files: [saved(1).file])])
    #expect(shelf.take(end) == [.obsolete(files: [saved(2).file])], "then the last")
  }

  @Test func thoseOfFigureEpochsStay() {
    var shelf = shelf()
    for epoch in [0, 1, 2] { #expect(shelf.take(.checkpoint(saved(epoch))).isEmpty) }
    #expect(shelf.take(.checkpoint(saved(20))).isEmpty)
    #expect(shelf.take(end) == [.obsolete(files: [saved(1).file, saved(2).file])])
  }

  @Test func anEndThatIsNoFinishLeavesAllThatAreThere() {
    var shelf = shelf([1, 2])
    #expect(shelf.take(.ended(.interrupted(seconds: 1, sequences: 8))).isEmpty)
    #expect(shelf.take(.checkpoint(saved(3))) == [.obsolete(files: [saved(1).file])])
  }

  @Test func statesBeyondTheOneGoneOnFromAreForgotten() {
    var shelf = shelf([1, 2, 3])
    #expect(shelf.take(start(1)).isEmpty)
    #expect(shelf.take(.checkpoint(saved(2))).isEmpty)
    #expect(shelf.take(.checkpoint(saved(3))) == [.obsolete(files: [saved(1).file])])
  }

  @Test func whatWasTakenOverIsRecordedOnceTheRunHasBegunAndOnce() {
    var shelf = shelf([1, 2], continues: "id-1")
    #expect(shelf.take(start(2)) == [.checkpoint(saved(1)), .checkpoint(saved(2))])
    #expect(shelf.take(start(2)).isEmpty)
    var own = self.shelf([1, 2])
    #expect(own.take(start(2)).isEmpty)
  }

  @Test func filesThatLieElsewhereAreNotThisRunsToDrop() {
    let elsewhere = saved(1, in: RunHome(of: "id-1", in: "runs"))
    var shelf = shelf()
    for checkpoint in [elsewhere, saved(2), saved(3)] {
      #expect(shelf.take(.checkpoint(checkpoint)).isEmpty)
    }
  }
}
