import ArgumentParser
import Experiments
import Foundation
import Letters
import Neural
import Running
import Training

/// `sweep bench step`
struct BenchStepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Time a training step on one thread.",
    discussion: """
      Medians over real batches of 64 in the split's order, after 3 steps to warm up, in CPU
      seconds of that thread, so that other load does not count.

      GFLOP/s counts only the arithmetic that a step cannot do without (live steps, products once);
      the peak is a loop of fused multiply-adds from registers, timed in turns with the steps.

      EXAMPLES
        sweep bench step
        sweep bench step --variant cgru_ae --steps 100 --data letters.mat
        sweep bench step --all-instruction-sets
        sweep bench step --json
      """)

  @Option(help: "A version such as cgru_ae, or all.")
  var variant = "all"

  @Option(help: "How many steps to time.")
  var steps = 30

  @Option(help: "A data file (default: SWEEP_DATA, else synthetic).", completion: .file())
  var data: String?

  @Flag(help: "Every instruction set this processor has, not only the one that runs use.")
  var allInstructionSets = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if steps < 1 { throw ValidationError("--steps: \(steps) is less than 1") }
    if variants.isEmpty {
      throw Words.refusal(of: variant, among: ["all"] + Variant.table.map(\.label))
    }
  }

  private var variants: [Variant] {
    variant == "all" ? Variant.table : Variant.table.filter { $0.label == variant }
  }

  func run() async throws {
    let file = data ?? Console.place("SWEEP_DATA")
    let source =
      file.map { DataChoice(file: $0, because: "--data", name: "").source }
      ?? .synthetic(sequences: 2858, seed: 0)
    let data = try PreparedSweep.load(source, splitSeed: 0, as: .letters)
    let sets = allInstructionSets ? Kernels.available : [Kernels.best]
    let (steps, variants) = (steps, variants)
    let timings = try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result {
            try sets.map { try variants.map(StepBench(data, steps: steps, kernels: $0).time) }
          })
      }.start()
    }
    if output.json { return try output.sayJSON(Array(timings.joined())) }
    for (kernels, timings) in zip(sets, timings) {
      Console.data(kernels.instructionSet + "\n")
      Console.data(StepTiming.table(timings).render(width: Console.dataWidth))
    }
  }
}
