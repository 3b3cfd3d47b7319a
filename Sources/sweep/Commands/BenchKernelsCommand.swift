import ArgumentParser
import Foundation
import Neural

/// `sweep bench kernels`
struct BenchKernelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels", abstract: "Time each matrix product of a training step.",
    discussion: """
      Billions of floating-point operations a second on one thread, beside a loop of fused
      multiply-adds from registers that is timed in turns with each.

      EXAMPLES
        sweep bench kernels
        sweep bench kernels --all-instruction-sets
        sweep bench kernels --json
      """)

  @Flag(help: "Every instruction set this processor has, not only the one that runs use.")
  var allInstructionSets = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let sets = allInstructionSets ? Kernels.available : [Kernels.best]
    let timings = sets.map { kernels in
      KernelBenchmark.all(kernels).map { KernelTiming.measure($0, kernels) }
    }
    if output.json { return try output.sayJSON(Array(timings.joined())) }
    for (kernels, timings) in zip(sets, timings) {
      Console.data(kernels.instructionSet + "\n")
      Console.data(KernelTiming.table(timings).render(width: Console.dataWidth))
    }
  }
}
