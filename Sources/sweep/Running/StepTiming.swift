import Foundation
import Reports

/// How long a step of a variant takes.
struct StepTiming: Encodable, Sendable {
  let variant: String
  let stepMs: Double
  let sequencesPerS: Double

  static func table(_ timings: [StepTiming]) -> TextTable {
    TextTable(
      header: ["variant", "ms a step", "sequences/s"],
      rows: timings.map { timing in
        [
          timing.variant, String(format: "%.2f", timing.stepMs),
          String(format: "%.0f", timing.sequencesPerS),
        ]
      }, alignments: [.left, .right, .right])
  }
}
