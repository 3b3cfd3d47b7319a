import Experiments

/// Where the numbers come from: what the runs recorded, not what the machine is now.
struct ProvenanceSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let rows = facts(results).map { name, values -> [[Inline]] in
      [
        [.text(name)],
        [.text(values.isEmpty ? NumberText.missing : values.joined(separator: "; "))],
      ]
    }
    return [
      .heading(level: 2, "Provenance"),
      .table(Table(["What", "Value"], rows: rows)),
      .details(
        summary: "The specification, resolved",
        [.code(language: "json", SpecText.indented(results.sweep.spec))]),
    ] + credit(results.sweep) + promise(results.sweep)
  }

  private func facts(_ results: SweepResults) -> [(String, [String])] {
    let environments = results.runs.compactMap(\.environment)
    let versions = distinct(environments.map { "\($0.version) (commit \($0.commit))" })
    return [("Specification, SHA-256", [results.sweep.specSHA256])] + source(results)
      + made(results, by: versions) + [
        ("Host", distinct(environments.map { "\($0.host), \($0.cores) cores" })),
        ("Processor", distinct(environments.map(\.processor))),
        ("System", distinct(environments.map(\.system))),
        (
          results.sweep.program == nil ? "Trained again" : "Run again", [attestation(results)]
        ),
      ]
  }

  /// What computed: of a program, sweep only started it.
  private func made(_ results: SweepResults, by versions: [String]) -> [(String, [String])] {
    guard results.sweep.program == nil else {
      return [("Started by", versions.map { "sweep \($0)" })]
    }
    let sets = results.runs.compactMap(\.environment).map(\.instructionSet)
    let engines = results.runs.compactMap { $0.run.configuration["engine"]?.words }
    return [
      ("Program", versions), ("Engine", distinct(engines)), ("Instruction set", distinct(sets)),
    ]
  }

  private func source(_ results: SweepResults) -> [(String, [String])] {
    switch results.sweep.source {
    case .data(let data):
      [
        ("Data", [data.name]), ("Why this data", [data.choice]),
        ("Data, SHA-256", [data.fingerprint]),
        ("Sequences", ["\(data.sequences): \(data.train) train, \(data.test) test"]),
      ]
    case .program(let program):
      [("Command", distinct(results.runs.compactMap { Commands.program(of: $0.run) }))]
        + program.inputs.map { ("\($0.path), SHA-256", [$0.sha256]) } + variables(results)
    }
  }

  /// The environment variables that the spec names, as they were.
  private func variables(_ results: SweepResults) -> [(String, [String])] {
    let prefix = "environment."
    let paths = distinct(results.runs.flatMap(\.run.uncounted.entries).map(\.path))
    return paths.filter { $0.hasPrefix(prefix) && results.sweep.manifest.parameter($0) == nil }.map
    {
      path in
      (
        "Variable \(path.dropFirst(prefix.count))",
        distinct(results.runs.compactMap { $0.run.uncounted[path]?.words })
      )
    }
  }

  private func credit(_ sweep: SweepRecord) -> [Block] {
    guard let words = sweep.manifest.words.data, let data = sweep.dataset, words.areOf(data) else {
      return []
    }
    return [.text(words.credit)]
  }

  /// What a program's runs do not promise.
  private func promise(_ sweep: SweepRecord) -> [Block] {
    guard sweep.program != nil else { return [] }
    return [
      .paragraph([
        .text(
          "sweep runs the program with the same parameters, seed and inputs; whether its numbers "
            + "repeat is the program's own affair. "), .code("sweep verify"),
        .text(" says how far they agree."),
      ])
    ]
  }

  /// How many runs `sweep verify` has run again, and what came of it.
  private func attestation(_ results: SweepResults) -> String {
    let runs = results.runs
    let ended = runs.count { $0.state == .finished || $0.state == .diverged }
    let (same, other) = (runs.count { $0.attested == true }, runs.count { $0.attested == false })
    let what = results.sweep.program == nil ? "bits" : "values"
    let good = "\(same) of \(ended) runs at their end, with the same \(what)"
    return other == 0 ? good : "\(good); \(other) with other \(what)"
  }

  /// Each value once, in the order of the runs.
  private func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}
