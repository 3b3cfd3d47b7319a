import ArgumentParser

/// `sweep bench`
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure speed.",
    discussion: """
      EXAMPLES
        sweep bench step
        sweep bench step --variant cgru_ae --json
        sweep bench kernels
        sweep bench overhead --runs 1000 -j 2
        sweep bench scaling
        sweep bench board
      """,
    subcommands: [
      BenchStepCommand.self, BenchKernelsCommand.self, BenchOverheadCommand.self,
      BenchScalingCommand.self, BenchBoardCommand.self,
    ])
}
