import Foundation
import Reports

/// How long a step of a variant takes, and how near that is to what the processor can do.
struct StepTiming: Encodable, Sendable {
  let variant: String
  let stepMs: Double
  let sequencesPerS: Double
  /// Useful floating-point operations a second, in billions.
  let gflops: Double
  /// Those in shares of a loop of multiply-adds timed beside the steps.
  let shareOfPeak: Double

  init(
    _ variant: String, seconds: Double, operationsPerS: Double, peak: Double, batchSize: Int
  ) {
    self.variant = variant
    stepMs = 1000 * seconds
    sequencesPerS = Double(batchSize) / seconds
    gflops = operationsPerS / 1e9
    shareOfPeak = operationsPerS / peak
  }

  static func table(_ timings: [StepTiming]) -> TextTable {
    TextTable(
      header: ["variant", "ms a step", "sequences/s", "GFLOP/s", "of peak"],
      rows: timings.map { timing in
        [
          timing.variant, String(format: "%.2f", timing.stepMs),
          String(format: "%.0f", timing.sequencesPerS), String(format: "%.1f", timing.gflops),
          String(format: "%.0f %%", 100 * timing.shareOfPeak),
        ]
      }, alignments: [.left, .right, .right, .right, .right])
  }
}
