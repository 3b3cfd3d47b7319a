import CAllocations
import Experiments
import TestSupport
import Testing

@testable import Letters
@testable import Training

/// Memory of the training loop, counted at malloc itself; a sanitizer has a malloc of its own.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct AllocationTests {
  private static let isCounted = allocations_of_this_thread() >= 0

  @Test(.enabled(if: isCounted, "nothing counts allocations here")) func theCounterCounts() {
    let before = allocations_of_this_thread()
    let array = [Int](repeating: 7, count: 1000)
    #expect(allocations_of_this_thread() > before)
    #expect(array.last == 7)
  }

  @Test(.enabled(if: isCounted, "nothing counts allocations here"), arguments: Variant.table)
  func aTrainingStepAllocatesNothingOnceItIsWarm(_ variant: Variant) throws {
    try expectNoAllocations(variant, Optimization())
  }

  @Test(.enabled(if: isCounted, "nothing counts allocations here"))
  func norDoesAStepWithDecayClippingAndASchedule() throws {
    try expectNoAllocations(Variant(.resrnn, .lstm), OptimizationTests.everything)
  }

  private func expectNoAllocations(_ variant: Variant, _ optimization: Optimization) throws {
    let bench = try Bench()
    let data = TrainingData(bench.set, splitSeed: 0)
    let learner = Learner(bench.configuration(variant), data: data, optimization: optimization)
    let batches = data.batches(data.split.train, size: 8)
    // The longest batch comes by in the first round; the second merges what it needed.
    for round in 0..<2 {
      for (index, batch) in batches.enumerated() {
        _ = learner.train(on: batch, step: round * batches.count + index + 1)
      }
    }
    let before = allocations_of_this_thread()
    for index in batches.indices {
      _ = learner.train(on: batches[index], step: 2 * batches.count + index + 1)
    }
    #expect(allocations_of_this_thread() - before == 0)
  }

  @Test func trainingLeavesTheThreadsArithmeticAsItWas() throws {
    let bench = try Bench()
    defer { bench.remove() }
    _ = try bench.run(bench.assignment(bench.configuration(Variant(.rnn, .rnn), epochs: 1)))
    let least = Double.leastNonzeroMagnitude
    #expect(least * Double(bench.set.trajectories.count) > 0)
  }
}
