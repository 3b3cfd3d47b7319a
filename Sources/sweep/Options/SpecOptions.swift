import ArgumentParser
import Experiments
import Running

/// A spec and what is put over it.
struct SpecOptions: ParsableArguments {
  @Argument(
    help: """
      The specification: a JSON file, a sweep of the store, or - for standard input, whose relative \
      paths count from the working folder.
      """,
    completion: .specs)
  var spec: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override a setting: train.epochs=5; a list makes an axis.", valueName: "a.b=V"))
  var settings: [String] = []

  @Option(help: "A data file to use instead of the spec's sources.", completion: .file())
  var data: String?

  @Option(help: "Refuse a larger plan (default: 1000000).")
  var maxRuns: Int?

  /// The most runs a plan may have.
  var mostRuns: Int {
    maxRuns ?? Variables.maxRuns ?? 1_000_000
  }

  func validate() throws {
    try Variables.check()
    if data == "" { throw ValidationError("--data: the name is empty") }
  }

  /// Finds the spec, reads and checks it, and says what there is to know of it.
  func read(_ places: StoreOptions, _ output: OutputOptions) throws -> NamedSpec {
    let source = try SpecSource(spec, in: places.places)
    let named = try NamedSpec(source, settings: settings, notes: source.notes(places.places))
    for note in named.notes { output.say("note: \(note)") }
    return named
  }

  /// Which data a spec is to run on.
  func choice(for named: NamedSpec) throws -> DataChoice { try named.choice(file) }

  /// The spec with its data or its program.
  func prepare(_ places: StoreOptions, _ output: OutputOptions) throws -> PreparedSweep {
    let named = try read(places, output)
    if data != nil, named.spec.program != nil { _ = try choice(for: named) }
    return try named.prepared(file, maxRuns: mostRuns)
  }

  private var file: (path: String, because: String)? {
    if let data { return (data, "--data") }
    return Console.place("SWEEP_DATA").map { ($0, "SWEEP_DATA") }
  }
}
