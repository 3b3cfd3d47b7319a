import ArgumentParser
import Experiments

/// `sweep validate SPEC`
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a spec; everything that is wrong is told at once.",
    discussion: """
      Reads no data and no store.

      EXAMPLES
        sweep validate experiments/paper.json
        sweep validate experiments/paper.json --set train.epochs=5
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var output: OutputOptions

  private struct Answer: Encodable {
    let name: String
    let runs: Int
    let duplicates: Int
    let specSha256: String
  }

  func run() throws {
    let decoded = try spec.decode()
    let anything = DatasetIdentity(fingerprint: "", splitSeed: decoded.dataset.splitSeed)
    let plan = try Plan(
      decoded, name: decoded.name, dataset: anything, engine: 0, maxRuns: spec.mostRuns,
      file: spec.spec)
    guard output.json else {
      return Console.data("\(spec.spec): \(decoded.name), \(plan.runs.count) runs\n")
    }
    try output.sayJSON(
      Answer(
        name: decoded.name, runs: plan.runs.count, duplicates: plan.duplicates,
        specSha256: decoded.sha256))
  }
}
