import ArgumentParser
import Experiments

/// `sweep validate SPEC`
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a spec and report every error at once.",
    discussion: """
      Reads no data, and the store only for a sweep that is named. With --json the errors are data
      too: file, line, column, path, message, suggestion.

      EXAMPLES
        sweep validate experiments/paper.json
        sweep validate experiments/paper.json --set train.epochs=5
        sweep validate - --json < spec.json
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      let answer = try answer()
      if output.json { return try output.sayJSON(answer) }
      Console.data("\(spec.spec): \(answer.name ?? ""), \(answer.runs ?? 0) runs\n")
    } catch {
      if output.json { try output.sayJSON(ValidationAnswer(spec.spec, refused: error)) }
      throw error
    }
  }

  private func answer() throws -> ValidationAnswer {
    let named = try spec.read(places, output)
    let plan = try Plan(
      named.spec, name: named.spec.name, facts: [], maxRuns: spec.mostRuns, file: named.name)
    return ValidationAnswer(named, plan)
  }
}
