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
    ] + (results.sweep.dataset?.isCharacterTrajectories == true ? [.text(Self.credit)] : [])
  }

  private func facts(_ results: SweepResults) -> [(String, [String])] {
    let environments = results.runs.compactMap(\.environment)
    let engines = results.runs.compactMap { $0.run.configuration["engine"]?.words }
    return [("Specification, SHA-256", [results.sweep.specSHA256])] + source(results.sweep) + [
      ("Program", distinct(environments.map { "\($0.version) (commit \($0.commit))" })),
      ("Engine", distinct(engines)),
      ("Instruction set", distinct(environments.map(\.instructionSet))),
      ("Host", distinct(environments.map { "\($0.host), \($0.cores) cores" })),
      ("Processor", distinct(environments.map(\.processor))),
      ("System", distinct(environments.map(\.system))),
      ("Trained again", [attestation(results.runs)]),
    ]
  }

  private func source(_ sweep: SweepRecord) -> [(String, [String])] {
    switch sweep.source {
    case .data(let data):
      [
        ("Data", [data.name]), ("Why this data", [data.choice]),
        ("Data, SHA-256", [data.fingerprint]),
        ("Sequences", ["\(data.sequences): \(data.train) train, \(data.test) test"]),
      ]
    case .program(let program): program.inputs.map { ("\($0.path), SHA-256", [$0.sha256]) }
    }
  }

  /// How many runs `sweep verify` has run again, and what came of it.
  private func attestation(_ runs: [RunResult]) -> String {
    let ended = runs.count { $0.state == .finished || $0.state == .diverged }
    let (same, other) = (runs.count { $0.attested == true }, runs.count { $0.attested == false })
    let good = "\(same) of \(ended) runs at their end, with the same bits"
    return other == 0 ? good : "\(good); \(other) with other bits"
  }

  /// Each value once, in the order of the runs.
  private func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  private static let credit =
    "Data: Character Trajectories by B. H. Williams, M. Toussaint and A. J. Storkey, UCI Machine "
    + "Learning Repository, licence CC BY 4.0."
}
