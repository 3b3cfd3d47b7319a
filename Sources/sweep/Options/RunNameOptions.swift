import ArgumentParser

/// In which sweep a run's label is looked for.
struct RunNameOptions: ParsableArguments {
  @Option(help: "The sweep whose labels are meant (or name a run SWEEP/LABEL).")
  var sweep: String?
}
