import ArgumentParser

/// `sweep data`
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at data, at its split, or make some.",
    discussion: """
      EXAMPLES
        sweep data info data/mixoutALL_shifted.mat
        sweep data split experiments/paper.json --json
        sweep data make -o letters.mat --sequences 400
      """,
    subcommands: [DataInfoCommand.self, DataSplitCommand.self, DataMakeCommand.self])
}
