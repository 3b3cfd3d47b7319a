import ArgumentParser
import Foundation

/// `sweep bench scaling`
struct BenchScalingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "Show how costs grow with the amount of work.",
    discussion: """
      plan, status and resume by the number of runs; a training step by its live rows, which are
      the time steps of all its sequences. Seconds of a core, the best of several times. The
      exponent comes from a fit: 1 is linear, 2 would be quadratic.

      EXAMPLES
        sweep bench scaling
        sweep bench scaling --runs 64000 --json
      """)

  @Option(help: "Runs of the largest sweep.")
  var runs = 16_000

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if runs < 64 { throw ValidationError("--runs: \(runs) is less than 64") }
  }

  func run() async throws {
    let bench = ScalingBench(runs: runs)
    let curves = try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result { try bench.curves() }) }
      thread.stackSize = 8 << 20
      thread.start()
    }
    if output.json { return try output.sayJSON(curves) }
    Console.data(ScalingCurve.table(curves).render(width: Console.dataWidth))
  }
}
