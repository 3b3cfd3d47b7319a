import Foundation
import Neural
import Reports
import Running

/// How fast one product is beside a loop of multiply-adds from registers.
struct KernelTiming: Encodable, Sendable {
  let kernel: String
  let instructionSet: String
  let gflops: Double
  let shareOfPeak: Double

  static func measure(_ benchmark: KernelBenchmark, _ kernels: Kernels) -> KernelTiming {
    let speed = benchmark.speed(on: kernels, rounds: 15, seconds: Clock.threadSeconds)
    return KernelTiming(
      kernel: benchmark.name, instructionSet: kernels.instructionSet,
      gflops: speed.operationsPerS / 1e9, shareOfPeak: speed.shareOfPeak)
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
