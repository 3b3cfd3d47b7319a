import Foundation
import Reports

/// How long a step of a variant takes, and how near that is to what the processor can do.
struct StepTiming: Encodable, Sendable {
  let variant: String
  let instructionSet: String
  let stepMs: Double
  let sequencesPerS: Double
  /// Useful floating-point operations a second, in billions.
  let gflops: Double
  /// Those in shares of a loop of multiply-adds timed in turns with the steps.
  let shareOfPeak: Double

  static func table(_ timings: [StepTiming]) -> TextTable {
    let rows = timings.map { timing in
      [
        timing.variant, String(format: "%.2f", timing.stepMs),
        String(format: "%.0f", timing.sequencesPerS), String(format: "%.1f", timing.gflops),
        percent(timing.shareOfPeak),
      ]
    }
    let mean = timings.map(\.shareOfPeak).reduce(0, +) / Double(timings.count)
    return TextTable(
      header: ["variant", "ms a step", "sequences/s", "GFLOP/s", "of peak"],
      rows: timings.count == 1 ? rows : rows + [["mean", "", "", "", percent(mean)]],
      alignments: [.left, .right, .right, .right, .right])
  }

  private static func percent(_ share: Double) -> String { String(format: "%.0f %%", 100 * share) }
}
