import Foundation
import Neural
import Reports

/// How fast one product is beside a loop of multiply-adds from registers.
struct KernelTiming: Encodable, Sendable {
  let kernel: String
  let gflops: Double
  let shareOfPeak: Double

  /// The best of several runs of each, which alternate, so that a busy machine disturbs both alike.
  static func measure(_ benchmark: KernelBenchmark, _ kernels: Kernels = .best) -> KernelTiming {
    benchmark.run()
    let once = seconds(benchmark, repetitions: 1)
    let repetitions = max(1, Int(0.001 / max(once, 1e-7)))
    var (rate, peak) = (0.0, 0.0)
    for _ in 0..<15 {
      let time = seconds(benchmark, repetitions: repetitions)
      rate = max(rate, Double(repetitions) * benchmark.operations / time)
      peak = max(peak, kernels.peak(rounds: 100_000, seconds: Clock.threadSeconds))
    }
    return KernelTiming(
      kernel: benchmark.name, gflops: rate / 1e9, shareOfPeak: rate / peak)
  }

  private static func seconds(_ benchmark: KernelBenchmark, repetitions: Int) -> Double {
    let start = Clock.threadSeconds()
    for _ in 0..<repetitions { benchmark.run() }
    return Clock.threadSeconds() - start
  }

  static func table(_ timings: [KernelTiming]) -> TextTable {
    TextTable(
      header: ["kernel", "GFLOP/s", "of peak"],
      rows: timings.map { timing in
        [
          timing.kernel, String(format: "%.1f", timing.gflops),
          String(format: "%.0f %%", 100 * timing.shareOfPeak),
        ]
      }, alignments: [.left, .right, .right])
  }
}
