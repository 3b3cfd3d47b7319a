import Neural
import Testing

/// The factor of the step size over a run.
@Suite(.timeLimit(.minutes(60))) struct ScheduleTests {
  private func factors(
    _ schedule: Schedule, batches: Int = 10, epochs: Int, warmup: Int = 0
  ) -> [Double] {
    (0..<epochs * batches).map { done in
      schedule.factor(
        epoch: done / batches, batch: done % batches, batches: batches, epochs: epochs,
        warmupEpochs: warmup)
    }
  }

  @Test func aConstantScheduleIsOneWhateverTheRunsLength() {
    #expect(factors(.constant, epochs: 7).allSatisfy { $0 == 1 })
    let (short, long) = (3, 9)
    #expect(
      factors(.constant, epochs: short, warmup: 5)
        == Array(factors(.constant, epochs: long, warmup: 5).prefix(30)))
  }

  @Test func aCosineFallsFromOneAndNeverRestsAtZero() {
    let found = factors(.cosine, epochs: 8)
    #expect(found[0] == 1)
    #expect(found[40] == 0.5)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 > $1 })
    #expect(found[79] > 0 && found[79] < 0.001)
    // What it has lost at a batch it has left as long before the end.
    #expect((1..<80).allSatisfy { abs(found[$0] + found[80 - $0] - 1) < 1e-15 })
  }

  @Test func aLongCosineFallsAtEveryBatch() {
    let found = factors(.cosine, batches: 1000, epochs: 300)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 > $1 })
    #expect(found.allSatisfy { 0 < $0 && $0 <= 1 })
  }

  @Test func aCosineIsZeroPastTheEnd() {
    #expect(Schedule.cosine.factor(epoch: 4, batch: 0, batches: 3, epochs: 4) == 0)
    #expect(Schedule.cosine.factor(epoch: 9, batch: 2, batches: 3, epochs: 4) == 0)
  }

  @Test(arguments: [(8, 4, 6), (5, 3, 4), (4, 2, 3), (3, 2, 3), (2, 1, 2), (1, 1, 1)])
  func aStepFallsWithTheFirstEpochsAtHalfAndAtThreeQuarters(
    _ epochs: Int, _ half: Int, _ threeQuarters: Int
  ) {
    let found = factors(.step, batches: 2, epochs: epochs)
    for (done, factor) in found.enumerated() {
      let epoch = done / 2
      #expect(factor == (epoch < half ? 1 : epoch < threeQuarters ? 0.1 : 0.01))
    }
  }

  @Test(arguments: Schedule.allCases)
  func aWarmUpGrowsByEqualAmountsToOneAtItsLastBatch(_ schedule: Schedule) {
    let found = factors(schedule, epochs: 12, warmup: 2)
    #expect(Array(found.prefix(20)) == (1...20).map { Double($0) / 20 })
    // And the schedule begins with the batch after it.
    #expect(found[20] == 1)
  }

  @Test func aCosineAfterAWarmUpGoesOverTheBatchesThatAreLeft() {
    #expect(
      factors(.cosine, epochs: 10, warmup: 2).dropFirst(20) == factors(.cosine, epochs: 8)[...])
  }

  @Test(arguments: Schedule.allCases) func aWarmUpLongerThanTheRunIsCutOff(_ schedule: Schedule) {
    #expect(factors(schedule, epochs: 2, warmup: 4) == (1...20).map { Double($0) / 40 })
  }
}
