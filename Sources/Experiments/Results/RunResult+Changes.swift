extension RunResult {
  /// The same run, with what came of training it again.
  public func attested(_ attested: Bool?) -> RunResult {
    with(checkpoints: checkpoints, attested: attested)
  }

  /// The same run, its checkpoints in other files.
  public func with(checkpoints: [Checkpoint]) -> RunResult {
    with(checkpoints: checkpoints, attested: attested)
  }

  /// The same run under another label.
  public func named(_ label: String) -> RunResult {
    let renamed = Run(
      id: run.id, label: label, configuration: run.configuration, folder: run.folder,
      uncounted: run.uncounted)
    return with(checkpoints: checkpoints, attested: attested, run: renamed)
  }

  private func with(
    checkpoints: [Checkpoint], attested: Bool?, run renamed: Run? = nil
  ) -> RunResult {
    RunResult(
      run: renamed ?? run, state: state, attempts: attempts, metrics: metrics,
      reconstructions: reconstructions, artifacts: artifacts, checkpoints: checkpoints,
      seconds: seconds,
      sequences: sequences, failure: failure, environment: environment, coreSeconds: coreSeconds,
      attested: attested, divergedAt: divergedAt)
  }
}
