import ArgumentParser
import Experiments
import Letters
import Running

/// `sweep data split SPEC`
struct DataSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Show which sequences train and which test.",
    discussion: """
      Indices count from 0 in the data file's order. They are listed in the split's order, in which
      evaluation visits them. With --epoch and --run, also the training order of that epoch.

      EXAMPLES
        sweep data split experiments/paper.json --json
        sweep data split experiments/paper.json --json --epoch 3 --run cgru_ae
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "An epoch, from 1.")
  var epoch: Int?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "The run whose order to show: a label, or the beginning of an id.", valueName: "LABEL"),
    completion: .runs)
  var label: String?

  private struct Answer: Encodable {
    let train: [Int]
    let test: [Int]
    let order: [Int]?
  }

  func validate() throws {
    if (epoch == nil) != (label == nil) {
      throw ValidationError("--epoch and --run must be given together")
    }
    if let epoch, epoch < 1 { throw ValidationError("--epoch: \(epoch) is less than 1") }
  }

  func run() throws {
    let prepared = try spec.prepare(places, output)
    guard let data = prepared.data else {
      _ = try spec.choice(for: spec.read(places, output))
      return
    }
    let answer = Answer(
      train: data.split.train, test: data.split.test, order: try order(prepared, data))
    if output.json { return try output.sayJSON(answer) }
    for (name, indices) in [
      ("train", answer.train), ("test", answer.test), ("order", answer.order),
    ] {
      guard let indices else { continue }
      Console.data("\(name): \(indices.map(String.init).joined(separator: " "))\n")
    }
  }

  private func order(_ prepared: PreparedSweep, _ data: TrainingData) throws -> [Int]? {
    guard let epoch, let label else { return nil }
    let run = try prepared.plan.run(matching: label)
    return data.order(epoch: epoch, configuration: run.configuration)
  }
}
