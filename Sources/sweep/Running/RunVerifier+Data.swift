import Experiments

extension RunVerifier {
  /// Refuses data that cannot be read, or that these runs were not trained on: it proves nothing
  /// about them.
  ///
  /// - Throws: ``Failure``.
  func checkData(of runs: [RunResult]) throws {
    guard let wanted = runs.first?.run.configuration.dataset else { return }
    let set = try PreparedSweep.load(source, splitSeed: wanted.splitSeed).set
    guard set.fingerprint != wanted.fingerprint else { return }
    throw Failure(
      .input,
      "\(set.name) is other data (fingerprint \(set.fingerprint.prefix(12))) than the runs were "
        + "trained on (\(wanted.fingerprint.prefix(12)))",
      safe: "nothing was changed", next: "name the right file with --data PATH")
  }
}
