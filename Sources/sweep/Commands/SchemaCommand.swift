import ArgumentParser
import Cluster
import Experiments

/// `sweep schema`
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "The JSON Schema of specs or profiles, for editors.",
    discussion: """
      EXAMPLES
        sweep schema > experiments/sweep.schema.json
        sweep schema | jq '.properties | keys'      the keys of a spec
        sweep schema --profile > experiments/profile.schema.json
      """)

  @Flag(help: "The schema of profiles of other machines.")
  var profile = false

  func run() {
    Console.data(profile ? ProfileSchema.json + "\n" : SweepSchema.json(Trainers.own.standard))
  }
}
