import ArgumentParser

/// `sweep bench`
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time the parts.",
    discussion: """
      EXAMPLES
        sweep bench step
        sweep bench step --variant cgru_ae --json
        sweep bench kernels
      """,
    subcommands: [BenchStepCommand.self, BenchKernelsCommand.self])
}
