import ArgumentParser

/// `sweep data`
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Inspect data and its split, or make synthetic data.",
    discussion: """
      EXAMPLES
        sweep data info data/mixoutALL_shifted.mat
        sweep data split experiments/paper.json --json
        sweep data make -o letters.mat --sequences 400
      """,
    subcommands: [DataInfoCommand.self, DataSplitCommand.self, DataMakeCommand.self])
}
