import Foundation
import Neural
import TestSupport
import Testing

/// Products lose no speed unnoticed: each is timed beside a loop of multiply-adds from registers and
/// held against the share of that loop's speed that was last accepted.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct KernelSpeedTests {
  /// Shares of the peak by instruction set and kernel, as a shared machine gave them: a quiet one gives
  /// up to a third more.
  private static let accepted: [String: [String: Double]] = {
    guard let file = Bundle.module.url(forResource: "accepted", withExtension: "json"),
      let bytes = try? Data(contentsOf: file)
    else { return [:] }
    return (try? JSONDecoder().decode([String: [String: Double]].self, from: bytes)) ?? [:]
  }()

  @Test func everyKernelOfTheFastestTablesHasAnAcceptedShare() {
    for (set, shares) in Self.accepted {
      let names = Set(KernelBenchmark.all(.best).map(\.name))
      #expect(Set(shares.keys) == names, "\(set)")
    }
    #expect(!Self.accepted.isEmpty)
  }

  @Test(arguments: Kernels.available.dropLast())
  func noKernelLostMoreThanAQuarter(_ kernels: Kernels) throws {
    let shares = try #require(Self.accepted[kernels.instructionSet])
    for benchmark in KernelBenchmark.all(kernels) {
      let least = 0.75 * (shares[benchmark.name] ?? 0)
      let found = best(of: benchmark, kernels, enough: least)
      #expect(
        found >= least,
        "\(benchmark.name): \(found) of the peak, accepted \(least / 0.75); see Tests/Benchmarks")
    }
  }

  /// A neighbour on a shared machine slows both loops, though not alike: so the best of some tries,
  /// until it is enough.
  private func best(of benchmark: KernelBenchmark, _ kernels: Kernels, enough: Double) -> Double {
    var best = 0.0
    for _ in 0..<100 where best < enough {
      best = max(best, benchmark.speed(on: kernels, rounds: 6, seconds: threadSeconds).shareOfPeak)
      if best < enough { usleep(50_000) }
    }
    return best
  }
}
