import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct DecisionTests {
  let plan: Plan

  init() throws {
    plan = try Specs.plan(
      Specs.text("\"variants\": \"crnn\", \"cells\": \"gru\", \"train\": {\"epochs\": 20}"))
  }

  static func checkpoint(_ epoch: Int, _ batch: Int = 0) -> Checkpoint {
    Checkpoint(epoch: epoch, batch: batch, file: "e\(epoch)", sha256: "", bytes: 0)
  }

  static func stored(
    _ configuration: Configuration, _ state: RunState, attempts: Int = 1,
    checkpoints: [Checkpoint] = [], failure: String? = nil
  ) -> StoredRun {
    StoredRun(
      id: configuration.id, configuration: configuration, state: state, attempts: attempts,
      checkpoints: checkpoints, seconds: 0, sequences: 0, failure: failure)
  }

  func decide(_ stored: [StoredRun], rerun: [String] = []) -> PlannedRun {
    let runs = Dictionary(stored.map { ($0.id, $0) }) { first, _ in first }
    return plan.decisions(after: StoredProgress(runs: runs), rerun: rerun)[0]
  }

  var own: Configuration { plan.runs[0].configuration }

  func shorter(_ epochs: Int) -> Configuration {
    let train = TrainSettings(
      epochs: epochs, batchSize: 64, learningRate: 2e-4, shuffle: true, figureEpochs: [0, epochs],
      evaluateEvery: 10)
    return Configuration(
      variant: own.variant, seed: 0, model: own.model, train: train, dataset: own.dataset, engine: 1
    )
  }

  @Test func aRunThatCameToItsEndDoesNotRun() {
    #expect(decide([Self.stored(own, .finished)]).decision == .finished)
    #expect(decide([Self.stored(own, .diverged)]).decision == .diverged)
  }

  @Test func aRunThatDidNotComeToItsEndGoesOnFromItsCheckpoints() {
    let checkpoints = [Self.checkpoint(7, 3), Self.checkpoint(5)]
    for state in [RunState.interrupted, .running, .pending] {
      let planned = decide([Self.stored(own, state, checkpoints: checkpoints)])
      #expect(planned.decision == .resume(epoch: 7, batch: 3))
      #expect(planned.checkpoints == checkpoints && planned.continues == nil)
    }
    let failed = Self.stored(own, .failed, checkpoints: checkpoints, failure: "signal 9")
    #expect(decide([failed]).decision == .retry(failure: "signal 9"))
    #expect(decide([failed]).checkpoints == checkpoints)
  }

  @Test func aRunWithoutCheckpointsBeginsFromNothing() {
    #expect(decide([]).decision == .new)
    #expect(decide([Self.stored(own, .pending, attempts: 0)]).decision == .new)
    #expect(decide([Self.stored(own, .interrupted)]).decision == .resume(epoch: 0, batch: 0))
  }

  @Test func anAbsentRunGoesOnFromTheFurthestOneItExtends() {
    let ten = Self.stored(shorter(10), .finished, checkpoints: [Self.checkpoint(10)])
    let twelve = Self.stored(shorter(12), .interrupted, checkpoints: [Self.checkpoint(4)])
    let five = Self.stored(shorter(5), .finished, checkpoints: [Self.checkpoint(5)])
    let longer = Self.stored(shorter(30), .finished, checkpoints: [Self.checkpoint(30)])
    let planned = decide([five, longer, ten, twelve])
    #expect(planned.decision == .extend(from: ten.id, epoch: 10))
    #expect(planned.continues == ten.id && planned.checkpoints == ten.checkpoints)
  }

  @Test func anExtensionThatStoppedBeforeItsFirstCheckpointStillExtends() {
    let ten = Self.stored(shorter(10), .finished, checkpoints: [Self.checkpoint(10)])
    let stopped = decide([ten, Self.stored(own, .interrupted)])
    #expect(stopped.decision == .extend(from: ten.id, epoch: 10))
    let failed = decide([ten, Self.stored(own, .failed, failure: "x")])
    #expect(failed.decision == .retry(failure: "x") && failed.continues == ten.id)
  }

  @Test func whatCameToItsEndDoesNotRemain() {
    let finished = StoredProgress(runs: [own.id: Self.stored(own, .finished)])
    #expect(plan.remaining(after: finished).isEmpty)
    #expect(plan.remaining(after: StoredProgress(runs: [:])).map(\.run) == plan.runs)
  }

  @Test func aRunAskedForAgainBeginsFromNothing() {
    let finished = Self.stored(own, .finished, checkpoints: [Self.checkpoint(20)])
    let planned = decide([finished], rerun: ["cgru_ae"])
    #expect(planned.decision == .rerun && planned.checkpoints.isEmpty)
    #expect(decide([finished], rerun: ["nobody"]).decision == .finished)
  }
}
