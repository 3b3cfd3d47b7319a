import ArgumentParser
import Foundation
import Running

/// `sweep plan SPEC`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "List every run of a spec: whether, why and how long it would run.",
    discussion: """
      EXAMPLES
        sweep plan experiments/paper.json
        sweep plan paper --set train.epochs=400
        sweep plan experiments/latent-grid.json --set 'axes.model.latent=[16,32]' --json
        sweep plan paper --within 2h -j 4       what fits in two hours
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  @Option(name: .long(or: "j"), help: Slots.help)
  var jobs: Int?

  @Option(
    name: .customLong("rerun"),
    help: ArgumentHelp("Run this run again, whatever its state.", valueName: "LABEL"),
    completion: .runs)
  var reruns: [String] = []

  @Option(
    help: ArgumentHelp("Say what fits in this time: 90m, 2h.", valueName: "time"),
    transform: { try TimeSpan(parsing: $0) })
  var within: TimeSpan?

  func validate() throws { try Slots.check(jobs) }

  func run() throws {
    let prepared = try spec.prepare(places, output)
    try PlanReport(
      prepared, places.places, rerun: reruns, slots: Slots(jobs), within: within
    ).say(output)
  }
}
