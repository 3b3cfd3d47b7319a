import ArgumentParser
import Experiments

/// `sweep schema`
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "The JSON Schema of specs, for editors.",
    discussion: """
      EXAMPLES
        sweep schema > experiments/sweep.schema.json
        sweep schema | jq '.properties | keys'      the keys of a spec
      """)

  func run() {
    Console.data(SweepSchema.json(Trainers.own.standard))
  }
}
