import ArgumentParser

/// In which sweep a run's label is looked for.
struct RunNameOptions: ParsableArguments {
  @Option(
    help: "The sweep that the run is in (or name the run SWEEP/LABEL).", completion: .sweeps)
  var sweep: String?
}
