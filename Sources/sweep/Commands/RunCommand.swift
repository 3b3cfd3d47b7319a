import ArgumentParser
import Running
import Scheduling

/// `sweep run SPEC`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run what is missing of a sweep, then write its report.",
    discussion: """
      Run again, it resumes where it stopped; nothing finished is computed twice.
      Ctrl-C once saves and stops; twice stops at once.

      EXAMPLES
        sweep run experiments/paper.json
        sweep run experiments/paper.json --data ~/mixoutALL_shifted.mat -j 4
        sweep run experiments/demo.json --set train.epochs=5 --set 'seeds=[0,1,2]'
        sweep run experiments/paper.json --dry-run
        sweep run experiments/paper.json --rerun cgru_ae
        sweep run paper -j4                      the spec that the store has for this sweep
        generate-spec | sweep run -              a spec from standard input
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  @Flag(name: [.customShort("n"), .long], help: "Show what would run, and run nothing.")
  var dryRun = false

  func run() async throws {
    if dryRun {
      return try PlanReport(
        try prepared(), places.places, rerun: options.reruns, slots: options.slots
      )
      .say(output)
    }
    let settings = try options.settings(from: Clock.seconds(), places)
    try await Notice(options, places, output).after { names in
      let prepared = try prepared()
      names = [prepared.record.name]
      let watch = try SignalWatch()
      try await SweepRun(prepared, places.places, settings, output.voice).carryOut(watch)
    }
  }

  private func prepared() throws -> PreparedSweep { try spec.prepare(places, output) }
}
