import Experiments
import Letters
import Testing

@testable import Running

/// What is said to be safe is what the store has.
@Suite(.timeLimit(.minutes(60))) struct SavedWorkTests {
  private func run(_ state: RunState, attempts: Int = 1, isSaved: Bool = false) -> RunResult {
    let configuration = Configuration(
      variant: Variant(.cnn), seed: 0, model: ModelSettings(latent: 4, hidden: nil),
      train: TrainSettings(
        epochs: 3, batchSize: 8, learningRate: 1e-3, shuffle: true, figureEpochs: [3],
        evaluateEvery: 1), dataset: DatasetIdentity(fingerprint: "f", splitSeed: 0), engine: 1)
    let checkpoint = Checkpoint(epoch: 1, batch: 0, file: "f", sha256: "", bytes: 0)
    return RunResult(
      run: Run(
        id: "0", label: "cnn_ae", configuration: configuration, folder: "f", checkpointEvery: 1),
      state: state, attempts: attempts, metrics: [], reconstructions: [],
      checkpoints: isSaved ? [checkpoint] : [], seconds: 0, sequences: 0, failure: nil,
      environment: nil)
  }

  private func work(_ runs: [RunResult]) -> SavedWork {
    let dataset = DatasetRecord(
      name: "d", choice: "c", fingerprint: "f", sequences: 2, train: 1, test: 1,
      isSynthetic: true, source: .synthetic(sequences: 2, seed: 0))
    let record = SweepRecord(
      name: "s", spec: "", specSHA256: "", dataset: dataset, published: [:],
      manifest: .letters)
    return SavedWork(SweepResults(sweep: record, groundTruth: nil, runs: runs))
  }

  @Test func aRunWithoutACheckpointIsNotSaidToBeSaved() {
    let work = work([
      run(.finished), run(.diverged), run(.failed), run(.interrupted, isSaved: true),
      run(.interrupted), run(.pending, attempts: 0),
    ])
    #expect(
      work.words == "of 6 runs: 2 done, 1 failed, 1 saved up to the last checkpoint, "
        + "1 stopped before the first checkpoint (not saved), 1 not started yet")
    #expect(work.left == "3 of 6 runs are left" && !work.isComplete)
  }

  @Test func whatIsDoneByThenIsNotStopped() {
    let work = work([run(.finished)])
    #expect(work.isComplete && work.left == "no run is left")
    #expect(work.words == "of 1 run: 1 done")
    #expect(StopReason.signal(.interrupt).failure(work)?.code == 130)
    #expect(StopReason.signal(.hangup).failure(nil)?.safe == "what was recorded stays recorded")
  }

  @Test func theEndOfTheTimeIsNoFailureWhereNothingIsLeft() throws {
    let span = try #require(TimeSpan("2h"))
    #expect(StopReason.timeIsOver(span).failure(work([run(.finished)])) == nil)
    let left = StopReason.timeIsOver(span).failure(work([run(.pending, attempts: 0)]))
    #expect(left?.code == 75)
    #expect(left?.happened == "the time given by --for (2h) is over; 1 of 1 runs is left")
  }
}
