import Experiments
import Letters
import Programs

extension RunVerifier {
  /// Refuses data or a program that cannot be read, or that these runs were not trained with: it
  /// proves nothing about them.
  ///
  /// - Throws: ``Failure``.
  func checkSource(of runs: [RunResult]) throws {
    guard let configuration = runs.first?.run.configuration else { return }
    switch source {
    case .data(let data): try check(data, configuration)
    case .program(let work):
      let record = ProgramRecord(folder: work.folder, inputs: work.inputs)
      let facts = record.facts(command: work.spec.command)
      guard facts.contains(where: { configuration[$0.path] != $0.value }) else { return }
      throw Failure(
        .input, "the program's command or input files are not those of the runs",
        safe: "nothing was changed", next: "restore the files, or: sweep plan SPEC")
    }
  }

  private func check(_ data: DataSource, _ configuration: Configuration) throws {
    let wanted = configuration.dataset
    let set = try PreparedSweep.load(
      data, splitSeed: wanted.splitSeed, as: configuration.dataForm
    ).set
    guard set.fingerprint != wanted.fingerprint else { return }
    throw Failure(
      .input,
      "\(set.name) is other data (fingerprint \(set.fingerprint.prefix(12))) than the runs were "
        + "trained on (\(wanted.fingerprint.prefix(12)))",
      safe: "nothing was changed", next: "name the right file with --data PATH")
  }
}
